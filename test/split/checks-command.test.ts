import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAssay, sampleData, temporaryFolder } from '../cli/run-assay.ts';

const experiment = (recipe: string, split = '{ kind: stratified }') => `assay: 1
name: wisconsin
data: { path: ${join(sampleData, 'breast_cancer_wisconsin_original.csv')} }
target: { column: Class, positive: malignant }
recipe: ${recipe}
split: ${split}
learners: [{ kind: prior }]
`;

test('a run warns of errors in its split on standard error, and of none when they are mended', async () => {
  using folder = temporaryFolder();
  const split = folder.write('split.assay.yaml', experiment('{ drop: [Id] }'));
  const warned = await runAssay(['run', split, '--json', '--project', `${folder.path}/project`]);
  expect(warned.code).toBe(0);
  expect(warned.stderr).toMatch(
    /Warning: \d+ values of Id are on both sides of this split \(split\.group-overlap\)\./,
  );
  expect(JSON.parse(warned.stdout).run).toMatch(/^[0-9a-f]{32}$/);

  const rule = '{ drop: [Id], dropRows: [{ kind: duplicates, columns: [Id], keep: first }] }';
  const mended = folder.write('mended.assay.yaml', experiment(rule));
  const quiet = await runAssay(['run', mended, '--json', '--project', `${folder.path}/project`]);
  expect(quiet.code).toBe(0);
  expect(quiet.stderr).not.toContain('Warning');
});

test('a split by group leaves no group on both sides, and one without a group says what it needs', async () => {
  using folder = temporaryFolder();
  const grouped = folder.write(
    'grouped.assay.yaml',
    experiment('{ roles: { Id: group } }', '{ kind: group }'),
  );
  const run = await runAssay(['run', grouped, '--json', '--project', `${folder.path}/project`]);
  expect(run.code).toBe(0);
  expect(run.stderr).not.toContain('split.group-overlap');

  const lost = folder.write('lost.assay.yaml', experiment('{ drop: [Id] }', '{ kind: group }'));
  const refused = await runAssay(['run', lost, '--project', `${folder.path}/project`]);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('give one the role "group", or choose another split.');
});
