import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pickFile } from '../../electron/dialogs/pick-file.ts';
import { pickFolder } from '../../electron/dialogs/pick-folder.ts';
import { saveFile } from '../../electron/dialogs/save-file.ts';

const base = mkdtempSync(join(tmpdir(), 'assay-dialogs-'));
const project = join(base, 'project');
const bundle = join(project, 'bundles', 'run.zip');

beforeAll(() => {
  mkdirSync(join(project, 'bundles'), { recursive: true });
  mkdirSync(join(base, 'project-other'));
  writeFileSync(bundle, 'bundle');
  writeFileSync(join(base, 'private.txt'), 'private');
  writeFileSync(join(base, 'project-other', 'x.zip'), 'other');
  symlinkSync(join(base, 'private.txt'), join(project, 'bundles', 'link.zip'));
});
afterAll(() => rmSync(base, { recursive: true }));

function savingTo(filePath: string) {
  const asked: (string | undefined)[] = [];
  const dialog = {
    showSaveDialog: async (_window: string, options: { defaultPath?: string }) => {
      asked.push(options.defaultPath);
      return { filePath };
    },
  };
  return { asked, options: { dialog, window: 'window', projectDirectory: project } };
}

describe('picking', () => {
  it('answers with the path, or null when nothing was picked', async () => {
    expect(await pickFile({ showOpenDialog: async () => ({ filePaths: ['/a.csv'] }) }, 'window')).toBe(
      '/a.csv',
    );
    expect(await pickFile({ showOpenDialog: async () => ({ filePaths: [] }) }, 'window')).toBeNull();
    expect(await pickFolder({ showOpenDialog: async () => ({ filePaths: ['/p'] }) }, 'window')).toBe('/p');
    expect(await pickFolder({ showOpenDialog: async () => ({ filePaths: [] }) }, 'window')).toBeNull();
  });
});

describe('saving', () => {
  it('copies the file to where the person says, and proposes its name', async () => {
    const target = join(base, 'copy.zip');
    const { asked, options } = savingTo(target);
    expect(await saveFile(bundle, options)).toBe(target);
    expect(readFileSync(target, 'utf8')).toBe('bundle');
    expect(asked).toEqual(['run.zip']);
  });

  it('leaves everything as it is when the person thinks better of it', async () => {
    expect(await saveFile(bundle, savingTo('').options)).toBeNull();
  });

  it.each([
    'private.txt',
    'project/bundles/link.zip',
    'project/../private.txt',
    'project-other/x.zip',
    'project',
  ])('refuses %s, which is not a file of the project, without asking', async (path) => {
    const { asked, options } = savingTo(join(base, 'stolen'));
    await expect(saveFile(join(base, path), options)).rejects.toThrow('does not lie in the project');
    expect(asked).toEqual([]);
  });
});
