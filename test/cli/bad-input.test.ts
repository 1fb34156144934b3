import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAssay, smallCsv, smallSpec, temporaryFolder } from './run-assay.ts';

const folder = temporaryFolder();
const project = join(folder.path, 'project');

beforeAll(async () => {
  folder.write('small.csv', smallCsv());
  folder.write('small.assay.yaml', smallSpec());
  folder.write('empty.csv', '');
  folder.write('header.csv', 'a,b,c\n');
  folder.write('ragged.csv', 'a,b\n1,2\n3,4,5\n6,7\n');
  folder.write(
    'binary.csv',
    Uint8Array.from({ length: 4096 }, (_, i) => (i * 197) % 256),
  );
  folder.write('one-class.csv', smallCsv().replaceAll(',yes', ',no'));
  mkdirSync(join(folder.path, 'a-directory.csv'));
  folder.write('unknown-key.assay.yaml', smallSpec('seeed: 3\n'));
  folder.write('no-target.assay.yaml', smallSpec().replace('column: label', 'column: lable'));
  folder.write('no-data.assay.yaml', smallSpec().replace('small.csv', 'absent.csv'));
  folder.write('broken.assay.yaml', 'assay: 1\nname: [\n');
  const one = smallSpec().replace('small.csv', 'one-class.csv').replace("  positive: 'yes'\n", '');
  folder.write('one-class.assay.yaml', one);
  const { code, stderr } = await runAssay(['run', 'small.assay.yaml', '--project', project], {
    cwd: folder.path,
  });
  expect(code, stderr).toBe(0);
});
afterAll(() => folder[Symbol.dispose]());

test.each([
  { what: 'an empty file', args: ['profile', 'empty.csv'], says: /empty\.csv/ },
  { what: 'a header without rows', args: ['profile', 'header.csv'], says: /header\.csv/ },
  { what: 'ragged rows', args: ['profile', 'ragged.csv'], says: /ragged\.csv.*line 3|line 3.*ragged\.csv/ },
  { what: 'a directory', args: ['profile', 'a-directory.csv'], says: /a-directory\.csv/ },
  { what: 'a binary file', args: ['profile', 'binary.csv'], says: /binary\.csv/ },
  { what: 'a missing file', args: ['profile', 'absent.csv'], says: /absent\.csv/ },
  {
    what: 'a target that a new file has not',
    args: ['profile', 'one-class.csv', '--target', 'lable'],
    says: /"?lable"?/,
  },
  { what: 'a spec whose target is missing', args: ['run', 'no-target.assay.yaml'], says: /"?lable"?/ },
  {
    what: 'a new file whose target has one class',
    args: ['profile', 'one-class.csv', '--target', 'label'],
    says: /"label" has one class only, "no"/,
  },
  { what: 'a target of one class', args: ['run', 'one-class.assay.yaml'], says: /label.*no|one class/ },
  {
    what: 'a spec with an unknown key',
    args: ['run', 'unknown-key.assay.yaml'],
    says: /unknown-key\.assay\.yaml, line 11: unknown key "seeed".*"seed"/,
  },
  {
    what: 'a spec that is no YAML',
    args: ['run', 'broken.assay.yaml'],
    says: /broken\.assay\.yaml, line \d/,
  },
  { what: 'a spec whose data is missing', args: ['run', 'no-data.assay.yaml'], says: /absent\.csv/ },
  { what: 'a missing spec', args: ['run', 'absent.assay.yaml'], says: /absent\.assay\.yaml/ },
])('$what gives one clear error, exit code 1, and leaves the project as it was', async ({ args, says }) => {
  const before = contentOf(project);
  const { code, stdout, stderr } = await runAssay([...args, '--project', project], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stdout).toBe('');
  const errors = stderr.split('\n').filter((line) => line.startsWith('assay:'));
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(says);
  expect(stderr).not.toMatch(/ {4}at |INTERNAL|where it should not/);
  expect(contentOf(project)).toEqual(before);
});

/** Every file with its digest, and every row but the log of jobs and the counter that gives no number twice. */
function contentOf(directory: string) {
  const database = new Database(join(directory, 'assay.db'), { readonly: true });
  try {
    const names = database
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .pluck()
      .all()
      .map(String);
    const tables = names
      .filter((name) => name !== 'jobs' && name !== 'dataset_names')
      .map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]);
    expect(tables.length).toBeGreaterThan(2);
    return { files: filesOf(directory), tables };
  } finally {
    database.close();
  }
}

function filesOf(directory: string) {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('assay.db') && statSync(join(directory, name)).isFile())
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(directory, name)))
          .digest('hex')} ${name}`,
    );
}
