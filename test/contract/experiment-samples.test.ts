import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readExperiment } from '../../core/engine/read-experiment.ts';

const folder = fileURLToPath(new URL('../../sample-data/', import.meta.url));
const specs = globSync(`${folder}*.assay.yaml`).sort();

test('there are experiment files beside the sample data', () => {
  expect(specs.length).toBeGreaterThanOrEqual(7);
});

test.each(specs.map((path) => [basename(path), path]))('%s is valid and fits its data', async (_, path) => {
  const { data, target, recipe, learners } = await readExperiment(path);
  expect(existsSync(data.path)).toBe(true);
  const [header = '', ...lines] = readFileSync(data.path, 'utf8').trimEnd().split('\n');
  const columns = header.split(',');
  const named = [target.column, ...recipe.drop, ...Object.keys(recipe.missing)];
  expect(columns).toEqual(expect.arrayContaining(named));
  if (target.positive) {
    const name = typeof target.positive === 'string' ? target.positive : target.positive.not;
    const place = columns.indexOf(target.column);
    expect(lines.some((line) => line.split(',')[place] === name)).toBe(true);
  }
  expect(learners.map((learner) => learner.kind)).toEqual([
    'prior',
    'stratified-random',
    'single-feature',
    'logistic-regression',
    'mlp',
  ]);
});

test('what is left out of a file is filled in with the documented defaults', async () => {
  const penguins = await readExperiment(`${folder}penguins.assay.yaml`);
  expect(penguins.split).toEqual({ kind: 'stratified', train: 0.6, validation: 0.2, test: 0.2 });
  expect(penguins.recipe).toMatchObject({
    impute: { number: 'median', category: 'level' },
    scale: 'standard',
    maxLevels: 30,
    dropDuplicateRows: false,
  });
  expect(penguins.threshold).toEqual({ objective: 'f1' });
});
