import type { Sql } from '../../shared/sql.ts';
import { joinCounts } from './join-counts.ts';
import { areComparable, canBeKey } from './key-cells.ts';
import { type CountedRelation, containment } from './relation-edge.ts';
import type { RelationLimits } from './relation-limits.ts';
import type { Side, SideColumn } from './side.ts';

const mostShared = 5;

/**
 * Relations over two columns together, such as shop and day: of the columns that two datasets have under one name,
 * the first pair that names the rows of one of them and that the other refers to. Exact.
 */
export async function sharedPairs(options: {
  sql: Sql;
  a: Side;
  b: Side;
  limits: RelationLimits;
  signal?: AbortSignal;
}): Promise<CountedRelation | null> {
  const { a, b, limits } = options;
  const shared = sharedColumns(a, b);
  for (const [i, first] of shared.entries()) {
    for (const second of shared.slice(i + 1)) {
      const on = [first, second];
      const rows = Math.min(a.table.rowCount, b.table.rowCount);
      if (
        on.reduce(
          (product, pair) => product * Math.max(pair[0].statistics.distinct, pair[1].statistics.distinct),
          1,
        ) < rows
      )
        continue;
      const pairs = on.map(([x, y]) => ({ left: x.statistics.column, right: y.statistics.column }));
      const counts = await joinCounts({ ...options, left: a.table, right: b.table, on: pairs });
      const forward: CountedRelation = { from: a, to: b, on: pairs, nameSimilarity: 1, counts };
      const backward: CountedRelation = {
        from: b,
        to: a,
        on: pairs.map(({ left, right }) => ({ left: right, right: left })),
        nameSimilarity: 1,
        counts: {
          left: counts.right,
          right: counts.left,
          innerRows: counts.innerRows,
          multipliedRows: counts.left.mostPerValue > 1 ? counts.right.matchedRows : 0,
        },
      };
      const fitting = [forward, backward].filter(
        (relation) =>
          relation.counts.right.repeatedRows === 0 &&
          containment(relation.counts.left) >= limits.relationContainmentNamed,
      );
      const best = fitting.sort((x, y) => containment(y.counts.left) - containment(x.counts.left))[0];
      if (best) return best;
    }
  }
  return null;
}

/** Columns of one name and comparable types that have several values, most different values first. */
function sharedColumns(a: Side, b: Side): [SideColumn, SideColumn][] {
  const pairs = a.statistics.filter(canBeKey).flatMap((statistics): [SideColumn, SideColumn][] => {
    const other = b.statistics.find(
      (candidate) =>
        candidate.column.name.toLowerCase() === statistics.column.name.toLowerCase() &&
        canBeKey(candidate) &&
        areComparable(candidate.column.type, statistics.column.type),
    );
    if (!other || Math.min(statistics.distinct, other.distinct) < 2) return [];
    return [
      [
        { side: a, statistics },
        { side: b, statistics: other },
      ],
    ];
  });
  const distinct = (pair: [SideColumn, SideColumn]) =>
    Math.min(...pair.map(({ statistics }) => statistics.distinct));
  return pairs.sort((x, y) => distinct(y) - distinct(x)).slice(0, mostShared);
}
