import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAssay, sampleData, temporaryFolder } from '../cli/run-assay.ts';

const experiment = (drop: string) => `assay: 1
name: wisconsin
data: { path: ${join(sampleData, 'breast_cancer_wisconsin_original.csv')} }
target: { column: Class, positive: malignant }
recipe: ${drop}
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
