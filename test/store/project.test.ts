import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { findProject } from '../../core/store/find-project.ts';
import { migrate } from '../../core/store/migrate.ts';
import { openProject } from '../../core/store/project.ts';
import { getSettings, saveSettings } from '../../core/store/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { noon, temporaryProject } from '../support/temporary-project.ts';

const now = () => noon;

describe('openProject', () => {
  it('makes a folder with everything in it, and finds it again', () => {
    const directory = join(temporaryFolder(), 'deep', 'project');
    openProject({ directory, now }).close();
    expect(
      readdirSync(directory)
        .filter((name) => !name.startsWith('assay.db-'))
        .sort(),
    ).toEqual(['assay.db', 'bundles', 'data', 'runs', 'tmp', 'uploads']);
    const project = openProject({ directory, now });
    expect(project).toMatchObject({
      path: directory,
      name: 'project',
      recovered: { removed: [], missing: [] },
    });
    project.close();
  });

  it('gives every opening a temporary folder of its own, gone after closing', () => {
    const directory = temporaryFolder();
    const [a, b] = [openProject({ directory, now }), openProject({ directory, now })];
    expect(a.folders.tmp).not.toBe(b.folders.tmp);
    b.close();
    expect(existsSync(a.folders.tmp)).toBe(true);
    a.close();
    expect(readdirSync(join(directory, 'tmp'))).toEqual([]);
  });

  it('writes ahead, waits for others and holds foreign keys', () => {
    const { database } = temporaryProject();
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(database.pragma('busy_timeout', { simple: true })).toBe(5000);
  });

  it('lets two openings write', () => {
    const directory = temporaryFolder();
    const [a, b] = [openProject({ directory, now }), openProject({ directory, now })];
    saveSettings(a, { theme: 'dark', threads: 1, memoryMb: 0 });
    expect(getSettings(b).theme).toBe('dark');
    saveSettings(b, { theme: 'light', threads: 2, memoryMb: 0 });
    expect(getSettings(a)).toEqual({ theme: 'light', threads: 2, memoryMb: 0 });
    a.close();
    b.close();
  });

  it('refuses a file, a foreign database and a project of a newer Assay', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file.txt');
    writeFileSync(file, 'x');
    expect(() => openProject({ directory: file, now })).toThrow(
      expect.objectContaining({ code: 'PROJECT_INVALID', message: expect.stringContaining('is a file') }),
    );
    const foreign = join(folder, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'assay.db'), 'this is no database '.repeat(100));
    expect(() => openProject({ directory: foreign, now })).toThrow(
      expect.objectContaining({ code: 'PROJECT_INVALID' }),
    );
    const newer = join(folder, 'newer');
    const project = openProject({ directory: newer, now });
    project.database.pragma('user_version = 99');
    project.close();
    expect(() => openProject({ directory: newer, now })).toThrow(
      expect.objectContaining({ code: 'PROJECT_INVALID', message: expect.stringContaining('newer Assay') }),
    );
    expect(readdirSync(join(newer, 'tmp'))).toEqual([]);
  });
});

describe('migrate', () => {
  it('applies what is missing, once and in order', () => {
    const database = new SqliteDatabase(':memory:');
    const steps = ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y'];
    migrate(database, steps.slice(0, 1));
    expect(database.pragma('user_version', { simple: true })).toBe(1);
    migrate(database, steps);
    migrate(database, steps);
    expect(database.pragma('user_version', { simple: true })).toBe(2);
    expect(database.prepare('SELECT x, y FROM a').all()).toEqual([]);
  });
});

describe('findProject', () => {
  it('goes upward to the nearest project', () => {
    const root = temporaryFolder();
    openProject({ directory: root, now }).close();
    const below = join(root, 'a', 'b');
    mkdirSync(below, { recursive: true });
    expect(findProject(below)).toBe(root);
    expect(findProject(root)).toBe(root);
  });

  it('proposes ./assay-project where there is none', () => {
    const folder = temporaryFolder();
    expect(findProject(folder)).toBe(join(folder, 'assay-project'));
  });
});
