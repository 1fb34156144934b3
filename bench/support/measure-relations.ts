import { relationDetectorIds } from '../../core/profile/relations/relation-registry.ts';
import { createRng } from '../../core/shared/rng.ts';
import { inferPlantedRelations } from '../../test/support/planted/infer-planted-relations.ts';
import { isFound } from '../../test/support/planted/is-found.ts';
import { cleanPair, pairSize, relationPlanters } from '../../test/support/planted/relation.ts';
import type { Family } from './detector-tally.ts';

const cleanRows = 20_000;

/** Detectors of relations, each on a pair of tables of its own. */
export const relationFamily: Family = {
  planters: relationPlanters,
  registered: relationDetectorIds,

  async plant({ tally, seed, prevalence, isWanted }) {
    for (const planter of relationPlanters) {
      if (!isWanted(planter.detector) || !planter.at.includes(prevalence)) continue;
      const rng = createRng(seed).derive(`${planter.detector} ${prevalence}`);
      const pair = cleanPair({ ...pairSize(planter, prevalence), rng });
      const { expected, ...tables } = planter.plant(pair, { prevalence, rng });
      const found = await inferPlantedRelations(tables);
      const issues = found.filter(({ holder }) => holder === planter.holder).map(({ issue }) => issue);
      tally.addPlanted({ expected, prevalence, isFound: isFound(expected, issues), issues });
    }
  },

  async clean({ tally, seed, isWanted }) {
    const ran = relationDetectorIds.filter(isWanted);
    if (ran.length === 0) return;
    const rng = createRng(seed).derive('clean pair');
    const pair = cleanPair({ parentRows: cleanRows / 10, childRows: cleanRows, rng });
    const found = await inferPlantedRelations(pair);
    const columns = pair.parent.columns.length + pair.child.columns.length;
    tally.addClean({ ran, columns, rowCount: cleanRows, alarms: found.map(({ issue }) => issue) });
  },
};
