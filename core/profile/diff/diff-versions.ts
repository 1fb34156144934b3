import type { Cell, Column } from '../../contract/dataset.ts';
import type { ProgressEvent } from '../../contract/job.ts';
import type { ColumnDrift, RowExamples, SchemaDiff, VersionDiff } from '../../contract/version.ts';
import { CoreError } from '../../errors.ts';
import type { Sql } from '../../shared/sql.ts';
import { batches, columnValues } from '../column-values.ts';
import { createPause } from '../pause.ts';
import { rowCells } from '../row-cells.ts';
import { givenKey, inferKey, type Side } from './choose-key.ts';
import { columnDrift, isComparedAsNumbers } from './column-drift.ts';
import { type ColumnPair, pairByName } from './column-pair.ts';
import { diffRowsByKey, diffWholeRows, type FoundRows } from './diff-rows.ts';
import { findRenamed } from './find-renamed.ts';
import { diffDetail, diffHeadline } from './headline.ts';

/** Most columns, and most changed cells of a row, that examples show. */
const shownColumns = 50;
/** Room for the numbers of one batch of columns, sorted ones included. */
const cacheBytes = 128 * 1024 * 1024;

/**
 * How two versions differ: columns by name, all rows by key or as whole, and the distribution of every shared
 * column. Exact: every cell of both is compared. `statistics` are in the columns' order. Throws OPTION_INVALID for
 * one version twice and for a key that is none, COLUMN_UNKNOWN for a key's column that not both have, CANCELLED.
 */
export async function diffVersions(options: {
  sql: Sql;
  before: Side;
  after: Side;
  /** Names of columns; inferred when left out. */
  key?: readonly string[];
  /** Told what is done, as percent of all of it. */
  onEvent?: (event: ProgressEvent) => void;
  signal?: AbortSignal;
}): Promise<VersionDiff> {
  const { sql, before, after, key: given, signal, onEvent } = options;
  const report = (message: string, done: number) =>
    onEvent?.({ kind: 'progress', message, done, total: 100 });
  if (before.table.version === after.table.version) {
    throw new CoreError('OPTION_INVALID', 'A version does not differ from itself; choose two versions.');
  }
  const named = pairByName(before.table.columns, after.table.columns);
  const paired = new Set(named.flatMap((pair) => [pair.before, pair.after]));
  const alone = {
    before: before.table.columns.filter((column) => !paired.has(column)),
    after: after.table.columns.filter((column) => !paired.has(column)),
  };
  report('Comparing columns', 0);
  const renamed = await findRenamed({
    sql,
    before: { table: before.table, columns: alone.before },
    after: { table: after.table, columns: alone.after },
    signal,
  });
  const pairs = [...named, ...renamed].sort((x, y) => x.after.index - y.after.index);
  const schema = schemaDiff({ alone, renamed, pairs });

  report('Looking for what tells rows apart', 5);
  const key = given
    ? await givenKey({ ...options, pairs, key: given })
    : await inferKey({ ...options, pairs });
  report('Comparing rows', 15);
  const found = key
    ? await diffRowsByKey({ sql, before: before.table, after: after.table, pairs, key, signal })
    : await diffWholeRows({ sql, before: before.table, after: after.table, pairs, signal });
  const rows = {
    key: (key ?? []).map((pair) => pair.after.name),
    keyOrigin: given ? ('given' as const) : key ? ('inferred' as const) : ('none' as const),
    before: before.table.rowCount,
    after: after.table.rowCount,
    ...found.counts,
  };
  const distributions = await allDrifts({
    sql,
    before,
    after,
    pairs,
    onColumn: (done) => report('Comparing distributions', 50 + (45 * done) / pairs.length),
    signal,
  });
  report('Reading examples', 95);
  return {
    before: before.table.version,
    after: after.table.version,
    headline: diffHeadline({ schema, rows, distributions }),
    detail: diffDetail({ schema, rows }),
    schema,
    rows,
    examples: await examples({ sql, before, after, key: key ?? [], found, signal }),
    distributions,
  };
}

function schemaDiff(options: {
  alone: { before: readonly Column[]; after: readonly Column[] };
  renamed: readonly ColumnPair[];
  pairs: readonly ColumnPair[];
}): SchemaDiff {
  const { alone, renamed, pairs } = options;
  return {
    added: alone.after.filter((column) => !renamed.some((pair) => pair.after === column)),
    removed: alone.before.filter((column) => !renamed.some((pair) => pair.before === column)),
    retyped: pairs
      .filter((pair) => pair.before.type !== pair.after.type)
      .map((pair) => ({ name: pair.after.name, before: pair.before.type, after: pair.after.type })),
    renamed: renamed.map((pair) => ({ before: pair.before.name, after: pair.after.name })),
    shared: pairs.length,
  };
}

async function allDrifts(options: {
  sql: Sql;
  before: Side;
  after: Side;
  pairs: readonly ColumnPair[];
  /** Told how many columns were begun before this one. */
  onColumn: (done: number) => void;
  signal?: AbortSignal;
}): Promise<ColumnDrift[]> {
  const { sql, pairs, signal } = options;
  const pause = createPause({ signal });
  const withValues = (side: Side) => ({
    ...side,
    values: columnValues({ sql, table: side.table, signal, cacheBytes }),
  });
  const before = withValues(options.before);
  const after = withValues(options.after);
  const drifts: ColumnDrift[] = [];
  const most = Math.max(before.table.rowCount, after.table.rowCount);
  const byColumn = new Map(pairs.map((pair) => [pair.after, pair]));
  for (const batch of batches([...byColumn.keys()], most)) {
    const own = batch.flatMap((column) => byColumn.get(column) ?? []);
    const numbers = own.filter(isComparedAsNumbers);
    await before.values.prefetchNumbers(numbers.map((pair) => pair.before));
    await after.values.prefetchNumbers(numbers.map((pair) => pair.after));
    for (const pair of own) {
      await pause();
      options.onColumn(drifts.length);
      drifts.push(await columnDrift({ sql, before, after, pair, signal }));
    }
  }
  return drifts.sort((x, y) => y.distance - x.distance);
}

async function examples(options: {
  sql: Sql;
  before: Side;
  after: Side;
  key: readonly ColumnPair[];
  found: FoundRows;
  signal?: AbortSignal;
}): Promise<RowExamples> {
  const { sql, before, after, key, found, signal } = options;
  const shown = (columns: readonly Column[], first: readonly Column[]) =>
    [...first, ...columns.filter((column) => !first.includes(column))].slice(0, shownColumns);
  const columnsBefore = shown(
    before.table.columns,
    key.map((pair) => pair.before),
  );
  const columnsAfter = shown(
    after.table.columns,
    key.map((pair) => pair.after),
  );
  const cellsOf = (side: Side, columns: readonly Column[], rows: readonly number[]) =>
    rowCells({ sql, table: side.table, columns, rows, signal });
  const listed = (cells: Map<number, Cell[]>, rows: readonly number[]) =>
    rows.map((row) => ({ row, cells: cells.get(row) ?? [] }));
  const [added, removed] = await Promise.all([
    cellsOf(after, columnsAfter, found.added),
    cellsOf(before, columnsBefore, found.removed),
  ]);
  return {
    addedColumns: columnsAfter.map(({ name }) => name),
    added: listed(added, found.added),
    removedColumns: columnsBefore.map(({ name }) => name),
    removed: listed(removed, found.removed),
    changed: await changedRows({ ...options, cellsOf }),
  };
}

async function changedRows(options: {
  before: Side;
  after: Side;
  key: readonly ColumnPair[];
  found: FoundRows;
  cellsOf: (side: Side, columns: readonly Column[], rows: readonly number[]) => Promise<Map<number, Cell[]>>;
}): Promise<RowExamples['changed']> {
  const { before, after, key, found, cellsOf } = options;
  const changed = found.changed.map((row) => ({ ...row, pairs: row.pairs.slice(0, shownColumns) }));
  const pairs = [...new Set(changed.flatMap((row) => row.pairs))];
  const [earlier, later] = await Promise.all([
    cellsOf(
      before,
      [...key, ...pairs].map((pair) => pair.before),
      changed.map((row) => row.before),
    ),
    cellsOf(
      after,
      [...key, ...pairs].map((pair) => pair.after),
      changed.map((row) => row.after),
    ),
  ]);
  return changed.map((row) => {
    const [old = [], now = []] = [earlier.get(row.before), later.get(row.after)];
    const cells = row.pairs.map((pair) => {
      const at = key.length + pairs.indexOf(pair);
      return { column: pair.after.name, before: old[at] ?? null, after: now[at] ?? null };
    });
    return { key: now.slice(0, key.length), beforeRow: row.before, afterRow: row.after, cells };
  });
}
