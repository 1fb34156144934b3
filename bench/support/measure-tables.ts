import { detectors as registered } from '../../core/profile/registry.ts';
import { createRng } from '../../core/shared/rng.ts';
import { cleanLog, cleanTable, isTrueOfClean } from '../../test/support/planted/clean-table.ts';
import { isFound } from '../../test/support/planted/is-found.ts';
import { plantTogether, tableGroups } from '../../test/support/planted/plant-together.ts';
import type { Planter, Prevalence } from '../../test/support/planted/planted-table.ts';
import { planters } from '../../test/support/planted/planters.ts';
import { profilePlanted } from '../../test/support/planted/profile-planted.ts';
import type { Family } from './detector-tally.ts';

/** Rows of the clean tables; the last is past the size from which some detectors draw a sample. */
const cleanSizes = [2_000, 20_000, 150_000];

/** Detectors of one table: on tables that carry many planted defects, and on clean ones. */
export const tableFamily: Family = {
  planters,
  registered: registered.map(({ id }) => id),

  async plant({ tally, seed, prevalence, isWanted }) {
    const known = new Set(registered.map(({ id }) => id));
    const chosen = planters.filter(({ detector }) => isWanted(detector) && known.has(detector));
    for (const group of tableGroups(chosen, prevalence))
      await plantGroup({ tally, seed, prevalence, ...group });
  },

  async clean({ tally, seed, isWanted }) {
    const detectors = registered.filter(({ id }) => isWanted(id));
    for (const rowCount of detectors.length === 0 ? [] : cleanSizes) {
      const rng = createRng(seed).derive(`clean ${rowCount}`);
      for (const table of [cleanTable({ rowCount, rng }), cleanLog({ rowCount, rng: rng.derive('log') })]) {
        const { outcomes, issues } = await profilePlanted({ table, seed, detectors });
        tally.addOutcomes(outcomes);
        tally.addClean({
          ran: detectors.map(({ id }) => id),
          columns: table.columns.length,
          rowCount,
          alarms: issues.filter((issue) => !isTrueOfClean(issue)),
        });
      }
    }
  },
};

async function plantGroup(group: {
  tally: Parameters<Family['plant']>[0]['tally'];
  seed: number;
  prevalence: Prevalence;
  rowCount: number;
  planters: readonly Planter[];
}): Promise<void> {
  const { tally, seed, prevalence } = group;
  const { table, expected } = plantTogether({
    ...group,
    rng: createRng(seed).derive(`planted ${prevalence}`),
  });
  const sought = new Set(group.planters.map(({ detector }) => detector));
  const detectors = registered.filter(({ id }) => sought.has(id));
  const { outcomes, issues } = await profilePlanted({ table, seed, detectors });
  tally.addOutcomes(outcomes);
  for (const item of expected) {
    tally.addPlanted({ expected: item, prevalence, isFound: isFound(item, issues), issues });
  }
}
