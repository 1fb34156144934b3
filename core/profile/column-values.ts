import type { Column } from '../contract/dataset.ts';
import { invariant } from '../errors.ts';
import type { Sql } from '../shared/sql.ts';
import { fromOf, type Table } from '../shared/table.ts';
import { cellNumber, textKey } from './cell-expressions.ts';
import { type CodedKeys, keysOfCodes } from './code-keys.ts';
import { createColumnCache } from './column-cache.ts';
import { namedLevels } from './counted-texts.ts';
import { fetchLevels, type Levels } from './fetch-levels.ts';
import type { MomentSummary } from './moment-summary.ts';
import type { NumberSummary } from './numeric-facts.ts';
import { inSharedMemory } from './shared-memory.ts';
import { sortedFinite } from './sort-numbers.ts';
import { storedColumns } from './stored-columns.ts';
import type { UniqueTask, UniqueTexts } from './stored-unique-texts.ts';
import type { TextTally } from './text-tally.ts';
import { lentFor, type Threads, work } from './threads.ts';

export type { Levels } from './fetch-levels.ts';

/** A column's cells in row order, fetched when first asked for and kept while the cache has room. */
export interface ColumnValues {
  /**
   * Numbers; NaN is missing, booleans are 0 and 1, dates and timestamps seconds since 1970 (NaN when infinite),
   * text what it reads as, else NaN. Not to be changed.
   */
  numbers(column: Column): Promise<Float64Array>;
  /** The finite ones of these numbers, ascending. Not to be changed. */
  sorted(column: Column): Promise<Float64Array>;
  /** Numbers of several columns, from the stored file or with one statement per batch. */
  prefetchNumbers(columns: readonly Column[]): Promise<void>;
  levels(column: Column): Promise<Levels>;
  /** The levels of a column that are in the cache; null when they are not. */
  heldLevels(column: Column): Levels | null;
  /** Statistics of a long text column where they are had at little cost, else null; its levels, or codes, are kept. */
  countedTexts(column: Column): Promise<TextTally | null>;
  /** What one reading tells of a long text column of which hardly a text comes twice, where that is had at little cost. */
  uniqueTexts(column: Column, asked: Omit<UniqueTask, 'path' | 'name'>): Promise<UniqueTexts | null>;
  /**
   * A number that is the same for the same cell: of texts 53 bits of a hash, of the text or of its code where
   * texts are numbered, of others what `numbers` gives. Not to be changed.
   */
  keys(column: Column): Promise<Float64Array>;
  /** Keys of several columns with one statement per batch. */
  prefetchKeys(columns: readonly Column[]): Promise<void>;
  /**
   * The texts of a long text column that are no plain prose of more than `longerThan` bytes, as often as they come, where
   * these are few and had at little cost; else null.
   */
  unlikeProse(column: Column, longerThan: number): Promise<string[] | null>;
  /** Codes of a column's different values, without names: cheaper than levels. */
  codes(column: Column): Promise<CodedKeys>;
  /** Facts of a column's numbers. */
  summary(column: Column): Promise<NumberSummary>;
  /** Facts of a column of dates or timestamps; infinite ones count as missing. */
  moments(column: Column): Promise<MomentSummary>;
  /** Whether numbers or keys of all columns fit well into the cache, so that what one asks for others find there. */
  readonly holdsAll: boolean;
  /** What was lent to work on large columns. */
  readonly threads: Threads | undefined;
}

const batchCells = 2_000_000;
const batchColumns = 64;
/** Column access over a table. `cacheBytes` bounds what is kept; the oldest use is forgotten first. */
export function columnValues(options: {
  sql: Sql;
  table: Table;
  signal?: AbortSignal;
  cacheBytes?: number;
  threads?: Threads;
}): ColumnValues {
  const { sql, table, signal, threads } = options;
  const held = (numbers: Float64Array) => (threads === undefined ? numbers : inSharedMemory(numbers));
  const { cacheBytes = 1024 * 1024 * 1024 } = options;
  const cache = createColumnCache(cacheBytes);
  const holdsAll = table.rowCount * table.columns.length * Float64Array.BYTES_PER_ELEMENT <= cacheBytes / 4;

  const stored = storedColumns({ table, threads, signal });
  /** Columns that have too many different texts for levels. */
  const isVaried = new Set<number>();
  /** What was found to be no prose while a column was read for something else. */
  const unlike = new Map<number, { longerThan: number; texts: string[] | null }>();

  async function prefetch(
    columns: readonly Column[],
    { prefix, expression }: { prefix: 'n' | 'h'; expression: (column: Column) => string },
  ): Promise<void> {
    const missing = columns.filter((column) => cache.get(`${prefix}${column.index}`) === undefined);
    const read = prefix === 'n' ? await Promise.all(missing.map(readStored)) : [];
    const wanted = missing.filter((_, i) => !read[i]);
    for (const batch of batches(wanted, table.rowCount)) {
      const list = batch.map(expression).join(', ');
      const fetched = await sql.numbers(`SELECT ${list} FROM ${fromOf(table, batch)}`, [], signal);
      batch.forEach((column, i) => {
        const numbers = fetched[i];
        invariant(numbers?.length === table.rowCount, `column ${column.sql} has a number for every row`);
        cache.set(`${prefix}${column.index}`, held(numbers), numbers.byteLength);
      });
    }
  }

  /** Whether the column's numbers could be read from the stored file, and are in the cache. */
  async function readStored({ index, sql: name, type }: Column): Promise<boolean> {
    const found = type === 'text' ? null : await stored.read('stored', { name, type });
    if (found === null) return false;
    invariant(found.length === table.rowCount, `column ${name} has a number for every row`);
    cache.set(`n${index}`, found, found.byteLength);
    return true;
  }

  const prefetchNumbers = (columns: readonly Column[]) =>
    prefetch(columns, { prefix: 'n', expression: cellNumber });

  async function prefetchKeys(columns: readonly Column[]): Promise<void> {
    const isText = ({ type }: Column) => type === 'text';
    await prefetchNumbers(columns.filter((column) => !isText(column)));
    const unknown = columns.filter((column) => isText(column) && !keyByCode(column));
    await prefetch(unknown, { prefix: 'h', expression: ({ sql: name }) => textKey(name) });
  }

  /** Whether the column's texts are numbered; then its keys are made of these numbers, and in the cache. */
  function keyByCode(column: Column): boolean {
    const key = `h${column.index}`;
    if (cache.get(key) !== undefined) return true;
    const coded = heldCodes(column);
    if (coded === null) return false;
    const keys = keysOfCodes(coded);
    cache.set(key, keys, keys.byteLength);
    return true;
  }

  async function fetchNumbers(column: Column): Promise<Float64Array> {
    const key = `n${column.index}`;
    const cached = cache.get(key);
    if (cached instanceof Float64Array) return cached;
    if (await readStored(column)) return fetchNumbers(column);
    const query = `SELECT ${cellNumber(column)} FROM ${fromOf(table, [column])}`;
    const [fetched] = await sql.numbers(query, [], signal);
    invariant(fetched !== undefined, `column ${column.sql} was fetched`);
    const numbers = held(fetched);
    cache.set(key, numbers, numbers.byteLength);
    return numbers;
  }

  async function summary(column: Column): Promise<NumberSummary> {
    const lent = lentFor({ threads }, table.rowCount);
    const found = await work('numbers', await numbers(column), { threads: lent, signal });
    cache.set(`s${column.index}`, found.sorted, found.sorted.byteLength);
    return found;
  }

  async function moments(column: Column): Promise<MomentSummary> {
    const lent = lentFor({ threads }, table.rowCount);
    const found = await work('moments', await numbers(column), { threads: lent, signal });
    cache.set(`s${column.index}`, found.sorted, found.sorted.byteLength);
    return found;
  }

  async function sortNumbers(column: Column): Promise<Float64Array> {
    const key = `s${column.index}`;
    const cached = cache.get(key);
    if (cached instanceof Float64Array) return cached;
    const made = sortedFinite(await numbers(column));
    cache.set(key, made, made.byteLength);
    return made;
  }

  function heldLevels({ index }: Column): Levels | null {
    const held = cache.get(`l${index}`);
    return held !== undefined && 'names' in held ? held : null;
  }

  async function findLevels(column: Column): Promise<Levels> {
    const cached = heldLevels(column);
    if (cached !== null) return cached;
    const fetched = (await storedLevels(column)) ?? (await fetchLevels({ sql, table, column, signal }));
    keepLevels(column.index, fetched);
    return fetched;
  }

  function keepLevels(index: number, levels: Levels): void {
    cache.set(`l${index}`, levels, levels.codes.byteLength + levels.names.length * 48);
  }

  async function countedTexts({ index, sql: name }: Column): Promise<TextTally | null> {
    const found = isVaried.has(index) ? null : await stored.read('stored-texts', { name });
    if (!found?.levels) isVaried.add(index);
    if (found === null) return null;
    const { tally, levels, coded } = found;
    if (levels === null) cache.set(`k${index}`, coded, coded.codes.byteLength);
    else keepLevels(index, namedLevels(levels));
    return tally;
  }

  async function storedLevels(column: Column): Promise<Levels | null> {
    if (column.type !== 'text' || (await countedTexts(column)) === null) return null;
    return heldLevels(column);
  }

  async function uniqueTexts(
    { index, sql: name }: Column,
    asked: Omit<UniqueTask, 'path' | 'name'>,
  ): Promise<UniqueTexts | null> {
    const found = await stored.read('stored-unique', { ...asked, name });
    if (found === null) return null;
    cache.set(`h${index}`, found.keys, found.keys.byteLength);
    unlike.set(index, { longerThan: asked.longestShort, texts: found.unlikeProse });
    return found;
  }

  async function unlikeProse({ index, sql: name }: Column, longerThan: number): Promise<string[] | null> {
    const known = unlike.get(index);
    return known?.longerThan === longerThan ? known.texts : stored.read('stored-prose', { name, longerThan });
  }

  function heldCodes({ index }: Column): CodedKeys | null {
    const levels = cache.get(`l${index}`);
    if (levels !== undefined && 'names' in levels) return { codes: levels.codes, size: levels.names.length };
    const held = cache.get(`k${index}`);
    return held !== undefined && 'size' in held ? held : null;
  }

  async function findCodes(column: Column): Promise<CodedKeys> {
    const held = heldCodes(column);
    if (held !== null) return held;
    const made = await work('codes', await keys(column), {
      threads: lentFor({ threads }, table.rowCount),
      signal,
    });
    cache.set(`k${column.index}`, made, made.codes.byteLength);
    return made;
  }

  async function findKeys(column: Column): Promise<Float64Array> {
    if (column.type !== 'text') return numbers(column);
    const key = `h${column.index}`;
    const cached = cache.get(key);
    if (cached instanceof Float64Array) return cached;
    if (keyByCode(column)) return findKeys(column);
    const query = `SELECT ${textKey(column.sql)} FROM ${fromOf(table, [column])}`;
    const [fetched] = await sql.numbers(query, [], signal);
    invariant(fetched?.length === table.rowCount, `column ${column.sql} has a key for every row`);
    const found = held(fetched);
    cache.set(key, found, found.byteLength);
    return found;
  }

  const numbers = once(fetchNumbers);
  const keys = once(findKeys);
  const codes = once(findCodes);
  const sorted = once(sortNumbers);
  const levels = once(findLevels);
  return {
    numbers,
    sorted,
    prefetchNumbers,
    levels,
    heldLevels,
    countedTexts,
    uniqueTexts,
    unlikeProse,
    keys,
    prefetchKeys,
    codes,
    summary,
    moments,
    holdsAll,
    threads,
  };
}

/** The same work, done once for all who ask for a column while it is under way. */
function once<T>(work: (column: Column) => Promise<T>): (column: Column) => Promise<T> {
  const running = new Map<number, Promise<T>>();
  return (column) => {
    const found = running.get(column.index) ?? work(column).finally(() => running.delete(column.index));
    running.set(column.index, found);
    return found;
  };
}

/** Columns in groups small enough to be fetched with one statement. */
export function batches(columns: readonly Column[], rowCount: number): Column[][] {
  const size = Math.min(batchColumns, Math.max(1, Math.floor(batchCells / Math.max(1, rowCount))));
  const groups: Column[][] = [];
  for (let i = 0; i < columns.length; i += size) groups.push(columns.slice(i, i + size));
  return groups;
}
