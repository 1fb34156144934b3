import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseProject } from '../../electron/choose-project.ts';
import { rememberedProject, rememberProject } from '../../electron/remembered-project.ts';

const options = { argv: [], currentDirectory: '/work', remembered: null, documents: '/home/documents' };

describe('the project that opens', () => {
  it('is the one named on the command line, whichever way it is written', () => {
    expect(chooseProject({ ...options, argv: ['--project', 'a'], remembered: '/b' })).toBe('/work/a');
    expect(chooseProject({ ...options, argv: ['.', '--project=/a'] })).toBe('/a');
  });

  it('else is the one that was open last, else a folder among the documents', () => {
    expect(chooseProject({ ...options, remembered: '/last' })).toBe('/last');
    expect(chooseProject(options)).toBe('/home/documents/Assay');
    expect(chooseProject({ ...options, argv: ['--project'] })).toBe('/home/documents/Assay');
  });

  it('is remembered for as long as its folder exists', () => {
    const userData = mkdtempSync(join(tmpdir(), 'assay-user-'));
    const project = mkdtempSync(join(tmpdir(), 'assay-project-'));
    expect(rememberedProject(userData)).toBeNull();
    rememberProject(userData, project);
    expect(rememberedProject(userData)).toBe(project);
    rmSync(project, { recursive: true });
    expect(rememberedProject(userData)).toBeNull();
    rmSync(userData, { recursive: true });
  });
});
