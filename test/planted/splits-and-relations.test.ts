import { expect, test } from 'vitest';
import { createRng } from '../../core/shared/rng.ts';
import { splitChecks } from '../../core/split/checks/split-registry.ts';
import { checkPlantedSplit } from '../support/planted/check-planted-split.ts';
import { cleanTable } from '../support/planted/clean-table.ts';
import { inferPlantedRelations } from '../support/planted/infer-planted-relations.ts';
import { isFound } from '../support/planted/is-found.ts';
import { cleanPair, pairSize, relationPlanters } from '../support/planted/relation.ts';
import { cleanSplit, splitPlanters } from '../support/planted/split.ts';

const rowCount = 4000;

test.each(splitPlanters)('$detector finds what was planted', async (planter) => {
  const rng = createRng(103);
  const checks = splitChecks.filter(({ id }) => id === planter.detector);
  expect(checks).toHaveLength(1);
  const prevalence = planter.at.find((share) => share >= 1e-3) ?? 1;
  const clean = cleanSplit(cleanTable({ rowCount, rng }), rng);
  const { expected, ...split } = planter.plant(clean, { prevalence, rng });
  const { issues } = await checkPlantedSplit(split, checks);
  expect(isFound(expected, issues)).toBe(true);
});

test.each(relationPlanters)('$detector finds what was planted', async (planter) => {
  const rng = createRng(104);
  const prevalence = 1e-3;
  const { expected, ...pair } = planter.plant(cleanPair({ ...pairSize(planter, prevalence), rng }), {
    prevalence,
    rng,
  });
  const found = await inferPlantedRelations(pair);
  const issues = found.filter(({ holder }) => holder === planter.holder).map(({ issue }) => issue);
  expect(isFound(expected, issues)).toBe(true);
});

test('nothing is said of two tables whose keys fit', async () => {
  const pair = cleanPair({ parentRows: 300, childRows: 3000, rng: createRng(105) });
  expect((await inferPlantedRelations(pair)).map(({ issue }) => issue.title)).toEqual([]);
});
