import type { CandidateKey } from '../../contract/relation.ts';
import type { Sql } from '../../shared/sql.ts';
import { canBeKey } from './key-cells.ts';
import { isOwnKey, saysKey } from './name-similarity.ts';
import type { RelationLimits } from './relation-limits.ts';
import type { Side } from './side.ts';

const mostKeys = 5;
const mostPaired = 6;

/**
 * Columns that name rows, likeliest first: unique ones, and nearly unique ones with their exceptions. Where no
 * column comes near, pairs of the six columns with most different values are tried. Exact.
 */
export async function candidateKeys(options: {
  sql: Sql;
  side: Side;
  limits: RelationLimits;
  signal?: AbortSignal;
}): Promise<CandidateKey[]> {
  const { side, limits } = options;
  const { rowCount } = side.table;
  const single = side.statistics
    .filter((statistics) => canBeKey(statistics) && statistics.distinct >= 2)
    .map(({ column, count, distinct, missing }) => ({
      key: { columns: [column.name], distinct, repeats: count - distinct, missing },
      share: distinct / count,
      rank: rankOf({ column, repeats: count - distinct + missing, dataset: side.name }),
    }))
    .filter(({ share, key }) => share >= limits.relationKeyShare && key.missing < rowCount / 2)
    .sort((a, b) => a.rank - b.rank)
    .map(({ key }) => key);
  return (single.length > 0 ? single : await uniquePairs(options)).slice(0, mostKeys);
}

/** Keys without exceptions first, then those whose name says so, then text and whole numbers, then by place. */
function rankOf({
  column,
  repeats,
  dataset,
}: {
  column: Side['statistics'][number]['column'];
  repeats: number;
  dataset: string;
}): number {
  const isNamed = isOwnKey(column.name, dataset) || saysKey(column.name);
  const isMoment = column.type === 'date' || column.type === 'timestamp';
  return (repeats === 0 ? 0 : 4e6) + (isNamed ? 0 : 2e6) + (isMoment ? 1e6 : 0) + column.index;
}

async function uniquePairs({
  sql,
  side,
  signal,
}: {
  sql: Sql;
  side: Side;
  signal?: AbortSignal;
}): Promise<CandidateKey[]> {
  const { table } = side;
  const columns = side.statistics
    .filter((statistics) => canBeKey(statistics) && statistics.missing === 0 && statistics.distinct >= 2)
    .sort((a, b) => b.distinct - a.distinct)
    .slice(0, mostPaired);
  const keys: CandidateKey[] = [];
  for (const [i, a] of columns.entries()) {
    for (const b of columns.slice(i + 1)) {
      if (a.distinct * b.distinct < table.rowCount) continue;
      const [counts] = await sql.numbers(
        `SELECT CAST(count(*) AS DOUBLE) FROM (SELECT 1 FROM ${table.from} GROUP BY ${a.column.sql}, ${b.column.sql})`,
        [],
        signal,
      );
      if (counts?.[0] !== table.rowCount) continue;
      const pair = [a, b].sort((x, y) => x.column.index - y.column.index);
      keys.push({
        columns: pair.map(({ column }) => column.name),
        distinct: table.rowCount,
        repeats: 0,
        missing: 0,
      });
    }
  }
  return keys;
}
