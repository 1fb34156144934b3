import { describe, expect, test } from 'vitest';
import { createRng } from '../../core/shared/rng.ts';
import { cleanTable } from '../support/planted/clean-table.ts';
import { rowsFor } from '../support/planted/plant-together.ts';
import { planters } from '../support/planted/planters.ts';
import { relationPlanters } from '../support/planted/relation.ts';
import { splitPlanters } from '../support/planted/split.ts';

const everyPlanter = [...planters, ...relationPlanters, ...splitPlanters];
const rowCount = 3000;
const clean = cleanTable({ rowCount, rng: createRng(1) });

test('each detector has one planter, which says where it plants and why not elsewhere', () => {
  const ids = everyPlanter.map(({ detector }) => detector);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { at, elsewhere, defect } of everyPlanter) {
    expect(at.length).toBeGreaterThan(0);
    expect(defect).not.toBe('');
    if (![1e-5, 1e-4, 1e-3, 1e-2, 0.1].every((share) => at.some((own) => own === share))) {
      expect(elsewhere).not.toBe('');
    }
  }
});

describe.each(planters)('$detector', (planter) => {
  const prevalence =
    planter.at.find((share) => rowsFor(planter, share) <= rowCount) ?? planter.at.at(-1) ?? 1;
  const made = planter.plant(clean, { prevalence, rng: createRng(7) });

  test('plants the same again for the same seed', () => {
    expect(planter.plant(clean, { prevalence, rng: createRng(7) })).toEqual(made);
  });

  test('keeps the rows, and leaves all clean columns alone when it only adds columns', () => {
    expect(made.table.columns.map(({ cells }) => cells.length)).toEqual(
      made.table.columns.map(() => rowCount),
    );
    const names = made.table.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    if (planter.scope === 'columns') {
      expect(made.table.columns.slice(0, clean.columns.length)).toEqual(clean.columns);
      expect(names.length).toBeGreaterThan(clean.columns.length);
    }
  });

  test('tells columns that exist and rows that are in the table', () => {
    expect(made.expected.length).toBeGreaterThan(0);
    for (const { detector, columns, rows } of made.expected) {
      expect(detector).toBe(planter.detector);
      expect(made.table.columns.map(({ name }) => name)).toEqual(expect.arrayContaining([...columns]));
      expect(rows.every((row) => Number.isInteger(row) && row >= 1 && row <= rowCount)).toBe(true);
      if (prevalence < 1)
        expect(rows.length === 0 || rows.length >= Math.floor(rowCount * prevalence)).toBe(true);
    }
  });
});
