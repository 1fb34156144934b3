import type { Column } from '../../contract/dataset.ts';
import type { Sql } from '../../shared/sql.ts';
import type { CandidatePair } from './candidate-pairs.ts';
import type { SideColumn } from './side.ts';
import { heldHashes, sampledValues, valueSample } from './value-samples.ts';

/** What a sample may fall short of what is needed; of 64 values, a pair that just has enough is then lost in 1 of 1,000 cases. */
const slack = 0.2;

/**
 * The pairs whose far side holds about as many of 64 sampled values as is needed. One pass per column, however many
 * pairs there are; a column with no more values than that is seen whole.
 */
export async function shortlist(options: {
  sql: Sql;
  pairs: readonly CandidatePair[];
  pause: () => Promise<void>;
  onStep: (share: number) => void;
  signal?: AbortSignal;
}): Promise<CandidatePair[]> {
  const { sql, pairs, pause, onStep, signal } = options;
  const samples = new Map<Column, Float64Array>();
  const referring = distinctColumns(pairs.map(({ from }) => from));
  const referred = distinctColumns(pairs.map(({ to }) => to));
  const steps = referring.length + referred.length;
  for (const { side, statistics } of referring) {
    await pause();
    onStep(samples.size / steps);
    const { column, distinct } = statistics;
    samples.set(column, await valueSample({ sql, table: side.table, column, distinct, signal }));
  }
  const kept = new Set<CandidatePair>();
  for (const [i, { side, statistics }] of referred.entries()) {
    await pause();
    onStep((samples.size + i) / steps);
    const { column } = statistics;
    const own = pairs.filter(({ to }) => to.statistics.column === column);
    const hashes = new Set(own.flatMap(({ from }) => [...(samples.get(from.statistics.column) ?? [])]));
    const held = await heldHashes({ sql, table: side.table, column, hashes, signal });
    for (const pair of own) {
      const sample = samples.get(pair.from.statistics.column) ?? new Float64Array(0);
      const share = sample.filter((hash) => held.has(hash)).length / sample.length;
      if (share >= pair.needed - (sample.length < sampledValues ? 0 : slack)) kept.add(pair);
    }
  }
  return pairs.filter((pair) => kept.has(pair));
}

function distinctColumns(columns: readonly SideColumn[]): SideColumn[] {
  return [...new Map(columns.map((each) => [each.statistics.column, each])).values()];
}
