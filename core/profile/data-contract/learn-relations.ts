import type { RelationRules } from '../../contract/data-contract.ts';
import type { DatasetVersionId } from '../../contract/ids.ts';
import type { RelationEdge, RelationGraph } from '../../contract/relation.ts';
import { widenInclusion } from './margins.ts';

/** Share of the rows with a reference that must find something for the relation to become a rule. */
const leastInclusion = 0.9;
/** Rows below which it may be chance that no two refer to the same. */
const rowsForOneToOne = 50;

/**
 * The relations in which a version refers to a key of another dataset, as rules for the versions to come. A relation
 * without a key, and one in which more than a tenth of rows find nothing, says too little. `nameOf` gives the names of
 * datasets.
 */
export function learnRelations(options: {
  graph: RelationGraph;
  version: DatasetVersionId;
  nameOf: (version: DatasetVersionId) => string;
}): RelationRules[] {
  const { graph, version, nameOf } = options;
  return graph.edges
    .filter((edge) => edge.from === version && edge.cardinality !== 'n:m')
    .flatMap((edge) => {
      const share = inclusionOf(edge);
      if (share < leastInclusion) return [];
      return [
        {
          columns: edge.on.map(({ from }) => from),
          dataset: nameOf(edge.to),
          to: edge.on.map(({ to }) => to),
          inclusion: widenInclusion(share),
          cardinality: isOneToOne(edge) ? ('one-to-one' as const) : ('many-to-one' as const),
        },
      ];
    });
}

function inclusionOf({ child: { matchedRows, unmatchedRows } }: RelationEdge): number {
  const filled = matchedRows + unmatchedRows;
  return filled === 0 ? 0 : matchedRows / filled;
}

function isOneToOne({ cardinality, child }: RelationEdge): boolean {
  return cardinality === '1:1' && child.rows >= rowsForOneToOne;
}
