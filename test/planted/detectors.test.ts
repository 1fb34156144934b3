import { describe, expect, test } from 'vitest';
import { detectors } from '../../core/profile/registry.ts';
import { createRng } from '../../core/shared/rng.ts';
import { cleanLog, cleanTable, isTrueOfClean } from '../support/planted/clean-table.ts';
import { isFound } from '../support/planted/is-found.ts';
import { plantTogether, rowsFor, tableGroups } from '../support/planted/plant-together.ts';
import type { Planter, Prevalence } from '../support/planted/planted-table.ts';
import { planters } from '../support/planted/planters.ts';
import { profilePlanted } from '../support/planted/profile-planted.ts';

// All prevalences and many seeds: npm run bench:detectors.

const seeds = [101, 102];
const mostRows = 5000;
const registered = new Set(detectors.map(({ id }) => id));

/** The rarest defect that a small table can hold. */
function smallPrevalence(planter: Planter): Prevalence | null {
  return planter.at.find((prevalence) => rowsFor(planter, prevalence) <= mostRows) ?? null;
}

const chosen = planters.filter(({ detector, isEstimate }) => registered.has(detector) && !isEstimate);
const byPrevalence = Map.groupBy(chosen, smallPrevalence);

for (const [prevalence, group] of byPrevalence) {
  if (prevalence === null) continue;
  for (const { rowCount, planters: together } of tableGroups(group, prevalence)) {
    const ids = together.map(({ detector }) => detector);
    describe(`in ${rowCount} rows with a share of ${prevalence} defective`, () => {
      test.each(seeds)(`${ids.join(', ')} find what was planted, seed %i`, async (seed) => {
        const rng = createRng(seed);
        const { table, expected } = plantTogether({ planters: together, prevalence, rowCount, rng });
        const used = detectors.filter(({ id }) => ids.includes(id));
        const { issues, outcomes } = await profilePlanted({ table, seed, detectors: used });
        const sampled = new Set(outcomes.flatMap((o) => (o.sampledRows === null ? [] : [o.detector])));
        const missed = expected.filter((item) => !sampled.has(item.detector) && !isFound(item, issues));
        expect(missed.map(({ detector, columns }) => [detector, ...columns])).toEqual([]);
      });
    });
  }
}

test.each(seeds)('nothing is reported above a note on clean tables, seed %i', async (seed) => {
  const rng = createRng(seed);
  for (const table of [cleanTable({ rowCount: mostRows, rng }), cleanLog({ rowCount: mostRows, rng })]) {
    const { issues } = await profilePlanted({ table, seed, detectors });
    const alarms = issues.filter((issue) => issue.severity !== 'note' && !isTrueOfClean(issue));
    expect(alarms.map(({ detector, columns, title }) => [detector, columns, title])).toEqual([]);
  }
});
