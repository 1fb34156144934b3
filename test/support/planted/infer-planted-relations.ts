import type { Issue } from '../../../core/contract/profile.ts';
import { columnFacts } from '../../../core/profile/column-facts.ts';
import { columnValues } from '../../../core/profile/column-values.ts';
import { createPause } from '../../../core/profile/pause.ts';
import { inferRelations } from '../../../core/profile/relations/infer-relations.ts';
import type { Side } from '../../../core/profile/relations/side.ts';
import type { PlantedPair } from './relation.ts';
import { withLoaded } from './with-loaded.ts';

/** What is said of a pair of tables, and of which of them. */
export async function inferPlantedRelations({
  parent,
  child,
}: PlantedPair): Promise<{ holder: 'parent' | 'child'; issue: Issue }[]> {
  return withLoaded([parent, child], async ({ sql, tables }) => {
    const sides: Side[] = [];
    for (const [i, table] of tables.entries()) {
      const values = columnValues({ sql, table });
      const facts = await columnFacts({ sql, table, values, pause: createPause({}) });
      const statistics = facts.map((column) => column.statistics);
      sides.push({ table, name: i === 0 ? 'depots' : 'deliveries', number: 1, statistics });
    }
    const { edges, issues } = await inferRelations({ sql, sides });
    return [...edges.flatMap((edge) => edge.issues), ...issues].map(({ version, issue }) => ({
      holder: version === tables[0]?.version ? 'parent' : 'child',
      issue,
    }));
  });
}
