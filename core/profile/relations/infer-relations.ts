import type { ProgressEvent } from '../../contract/job.ts';
import type { RelationEdge, RelationGraph, RelationIssue, RelationNode } from '../../contract/relation.ts';
import type { Sql } from '../../shared/sql.ts';
import { createPause } from '../pause.ts';
import { candidateKeys } from './candidate-keys.ts';
import { type CandidatePair, candidatePairs } from './candidate-pairs.ts';
import { chooseRelations, hasKey } from './choose-relations.ts';
import { relationKey } from './detectors/key.ts';
import { joinCounts } from './join-counts.ts';
import { saysKey } from './name-similarity.ts';
import { type CountedRelation, containment, relationEdge } from './relation-edge.ts';
import { defaultRelationLimits, type RelationLimits } from './relation-limits.ts';
import { relationDetectors } from './relation-registry.ts';
import { sharedPairs } from './shared-pairs.ts';
import { shortlist } from './shortlist.ts';
import type { Side } from './side.ts';

/** What relations are inferred from. */
export interface InferOptions {
  readonly sql: Sql;
  readonly sides: readonly Side[];
  readonly limits?: RelationLimits;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: ProgressEvent) => void;
}

/**
 * Candidate keys of every dataset and which columns refer to them. Statistics and a sample of values only rule
 * pairs out; what is shown was counted over all rows. The same datasets give the same graph. Rejects with CANCELLED.
 */
export async function inferRelations(options: InferOptions): Promise<RelationGraph> {
  const { sql, sides, limits = defaultRelationLimits, signal, onEvent } = options;
  const pause = createPause({ signal });
  const report = (message: string, done: number) =>
    onEvent?.({ kind: 'progress', message, done, total: 100 });

  const nodes: RelationNode[] = [];
  for (const [i, side] of sides.entries()) {
    await pause();
    report(`Looking for keys of ${side.name}`, (20 * i) / sides.length);
    const keys = await candidateKeys({ sql, side, limits, signal });
    const { version, rowCount, columns } = side.table;
    nodes.push({ version, name: side.name, number: side.number, rowCount, columns: [...columns], keys });
  }
  const considered = candidatePairs(sides, limits);
  const likely = await shortlist({
    sql,
    pairs: considered,
    pause,
    signal,
    onStep: (share) => report('Comparing samples of values', 20 + 30 * share),
  });
  const relations: CountedRelation[] = [];
  for (const [i, pair] of likely.entries()) {
    await pause();
    report(
      `Comparing all values of ${pair.from.side.name} and ${pair.to.side.name}`,
      50 + (35 * i) / likely.length,
    );
    const counted = await countRelation({ sql, pair, signal });
    if (containment(counted.counts.left) >= pair.needed) relations.push(counted);
  }
  relations.push(...(await pairsOfColumns({ sql, sides, relations, limits, pause, signal })));
  const chosen = chooseRelations(relations, limits);
  const edges: RelationEdge[] = [];
  for (const [i, relation] of chosen.entries()) {
    await pause();
    report('Looking for rows without a match', 90 + (10 * i) / chosen.length);
    edges.push({ ...relationEdge(relation), issues: await issuesOf({ sql, relation, limits, signal }) });
  }
  report('Relations complete', 100);
  return {
    versions: sides.map(({ table }) => table.version),
    nodes,
    edges,
    issues: await loneKeyIssues({ sql, sides, nodes, edges, signal }),
    pairsConsidered: considered.length,
    pairsCompared: likely.length,
  };
}

async function countRelation({
  sql,
  pair,
  signal,
}: {
  sql: Sql;
  pair: CandidatePair;
  signal?: AbortSignal;
}): Promise<CountedRelation> {
  const { from, to, nameSimilarity } = pair;
  const on = [{ left: from.statistics.column, right: to.statistics.column }];
  const counts = await joinCounts({ sql, left: from.side.table, right: to.side.table, on, signal });
  return { from: from.side, to: to.side, on, nameSimilarity, counts };
}

/** For datasets that no single key links. */
async function pairsOfColumns(options: {
  sql: Sql;
  sides: readonly Side[];
  relations: readonly CountedRelation[];
  limits: RelationLimits;
  pause: () => Promise<void>;
  signal?: AbortSignal;
}): Promise<CountedRelation[]> {
  const { sides, relations, pause } = options;
  const found: CountedRelation[] = [];
  for (const [i, a] of sides.entries()) {
    for (const b of sides.slice(i + 1)) {
      const isLinked = relations.some(
        ({ from, to, counts }) =>
          counts.right.mostPerValue === 1 && ((from === a && to === b) || (from === b && to === a)),
      );
      if (isLinked) continue;
      await pause();
      const pair = await sharedPairs({ ...options, a, b });
      if (pair) found.push(pair);
    }
  }
  return found;
}

async function issuesOf(options: {
  sql: Sql;
  relation: CountedRelation;
  limits: RelationLimits;
  signal?: AbortSignal;
}): Promise<RelationIssue[]> {
  const { sql, relation, signal } = options;
  const { from, to, on } = relation;
  const context = { ...options, ...relation, left: from.table, right: to.table };
  const issues: (RelationIssue | null)[] = [];
  for (const detector of relationDetectors) issues.push(await detector.detect(context));
  const [only] = on;
  if (
    on.length === 1 &&
    only &&
    relation.counts.right.repeatedRows + relation.counts.right.missing > 0 &&
    hasKey(relation, options.limits)
  ) {
    issues.push(await relationKey({ sql, side: to, column: only.right.name, signal }));
  }
  return issues.filter((issue) => issue !== null);
}

/** Keys with exceptions whose name says that they are one, where no edge has told of them. */
async function loneKeyIssues(options: {
  sql: Sql;
  sides: readonly Side[];
  nodes: readonly RelationNode[];
  edges: readonly RelationEdge[];
  signal?: AbortSignal;
}): Promise<RelationIssue[]> {
  const { sides, nodes, edges } = options;
  const issues: RelationIssue[] = [];
  for (const [i, side] of sides.entries()) {
    const keys = nodes[i]?.keys ?? [];
    if (keys.some(({ repeats, missing }) => repeats + missing === 0)) continue;
    for (const { columns } of keys) {
      const [column = ''] = columns;
      const isTold = edges.some(
        ({ to, on }) => to === side.table.version && on.some((pair) => pair.to === column),
      );
      if (columns.length > 1 || !saysKey(column) || isTold) continue;
      const issue = await relationKey({ ...options, side, column });
      if (issue) issues.push(issue);
    }
  }
  return issues;
}
