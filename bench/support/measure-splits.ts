import { createRng } from '../../core/shared/rng.ts';
import { splitChecks } from '../../core/split/checks/split-registry.ts';
import { checkPlantedSplit } from '../../test/support/planted/check-planted-split.ts';
import { cleanTable } from '../../test/support/planted/clean-table.ts';
import { isFound } from '../../test/support/planted/is-found.ts';
import { cleanSplit, splitPlanters } from '../../test/support/planted/split.ts';
import type { Family } from './detector-tally.ts';

const cleanRows = 20_000;

/** Checks of the parts of a table, each on a table and parts of its own. */
export const splitFamily: Family = {
  planters: splitPlanters,
  registered: splitChecks.map(({ id }) => id),

  async plant({ tally, seed, prevalence, isWanted }) {
    for (const planter of splitPlanters) {
      const checks = splitChecks.filter(({ id }) => id === planter.detector && isWanted(id));
      if (checks.length === 0 || !planter.at.includes(prevalence)) continue;
      const rng = createRng(seed).derive(`${planter.detector} ${prevalence}`);
      const table = cleanTable({ rowCount: Math.max(4000, Math.ceil(1 / prevalence)), rng });
      const made = planter.plant(cleanSplit(table, rng), { prevalence, rng });
      const { outcomes, issues } = await checkPlantedSplit(made, checks);
      tally.addOutcomes(outcomes);
      const { expected } = made;
      tally.addPlanted({ expected, prevalence, isFound: isFound(expected, issues), issues });
    }
  },

  async clean({ tally, seed, isWanted }) {
    const checks = splitChecks.filter(({ id }) => isWanted(id));
    if (checks.length === 0) return;
    const rng = createRng(seed).derive('clean split');
    const table = cleanTable({ rowCount: cleanRows, rng });
    const { outcomes, issues } = await checkPlantedSplit(cleanSplit(table, rng), checks);
    tally.addOutcomes(outcomes);
    const ran = checks.map(({ id }) => id);
    tally.addClean({ ran, columns: table.columns.length, rowCount: cleanRows, alarms: issues });
  },
};
