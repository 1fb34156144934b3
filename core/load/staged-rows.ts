import { type FileHandle, open } from 'node:fs/promises';
import type { ColumnType, ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import { uniqueNames } from './column-names.ts';
import { checkExpansion } from './expansion.ts';
import { maxColumns, maxRowBytes } from './limits.ts';
import { csvFrom, type SourceTable, withoutMissing } from './source-table.ts';

/** A cell of a file that knows numbers from text. Dates and times are ISO text. */
export type SourceCell = string | number | bigint | boolean | null | undefined;

/** Rows of a file that DuckDB does not read, on their way to it as CSV. */
export interface StagedRows {
  /** Sets the names of the columns, once and before the first row, for formats that know them. */
  setNames(names: readonly string[]): void;
  /** The place of the column of this name, which is added if need be. */
  place(name: string): number;
  /** Takes a row, with its cells by place. Returns the reason when it is too long to be read, else null. */
  add(cells: readonly SourceCell[]): string | null;
  /** Writes what was taken; `readBytes` of the file have been read by now. */
  flush(readBytes: number): Promise<void>;
  finish(): Promise<SourceTable>;
  close(): Promise<void>;
  /** Whether as many rows have come as are wanted. */
  readonly isFull: boolean;
  /** Whether enough has been taken that it should be written. */
  readonly mustFlush: boolean;
  readonly rowCount: number;
}

const flushCharacters = 1 << 20;

const isNumber = 1;
const isBoolean = 2;
const isText = 4;

/** Types that cells of one kind may show; a column of several kinds is text. */
const typesOfKind = new Map<number, readonly ColumnType[]>([
  [0, ['integer', 'number', 'boolean', 'date', 'timestamp']],
  [isNumber, ['integer', 'number']],
  [isBoolean, ['boolean']],
  [isText, ['date', 'timestamp']],
]);

/** An empty stage whose file is `path`; `name` is for messages. */
export async function createStage(options: {
  path: string;
  name: string;
  read: ReadOptions;
  rowLimit?: number;
}): Promise<StagedRows> {
  const { path, name, read, rowLimit = Number.POSITIVE_INFINITY } = options;
  const missing = new Set((read.missingTexts ?? []).map((text) => text.trim()));
  const places = new Map<string, number>();
  const names: string[] = [];
  const kinds: number[] = [];
  const handle: FileHandle = await open(path, 'w');
  let pieces: string[] = [];
  let pending = 0;
  let rowCount = 0;
  let madeBytes = 0;
  let firstWidth = 0;

  function addColumn(column: string): number {
    if (names.length === maxColumns) throw tooManyColumns(name);
    names.push(column);
    kinds.push(0);
    return names.length - 1;
  }

  function noteKind(cell: SourceCell, place: number): void {
    if (cell === null || cell === undefined || cell === '') return;
    if (missing.size > 0 && missing.has(cellText(cell).trim())) return;
    const kind = typeof cell === 'string' ? isText : typeof cell === 'boolean' ? isBoolean : isNumber;
    kinds[place] = (kinds[place] ?? 0) | kind;
  }

  return {
    get isFull() {
      return rowCount >= rowLimit;
    },
    get mustFlush() {
      return pending > flushCharacters;
    },
    get rowCount() {
      return rowCount;
    },
    setNames: (given) => {
      for (const column of given) addColumn(column);
    },
    place(column) {
      const known = places.get(column);
      if (known !== undefined) return known;
      const place = addColumn(column);
      places.set(column, place);
      return place;
    },
    add(cells) {
      let row = '';
      for (let i = 0; i < names.length; i++) row += i === 0 ? csvCell(cells[i]) : `,${csvCell(cells[i])}`;
      if (row === '') row = '""';
      if (row.length > maxRowBytes / 4 && Buffer.byteLength(row) > maxRowBytes - 2)
        return 'is longer than 2 MB';
      for (let i = 0; i < names.length; i++) noteKind(cells[i], i);
      if (rowCount === 0) firstWidth = names.length;
      pieces.push(`${row}\n`);
      pending += row.length;
      rowCount++;
      return null;
    },
    async flush(readBytes) {
      const bytes = Buffer.from(pieces.join(''));
      pieces = [];
      pending = 0;
      madeBytes += bytes.length;
      checkExpansion({ name, readBytes, madeBytes });
      await handle.writeFile(bytes);
    },
    async finish() {
      const unique = uniqueNames(names);
      const plan = { delimiter: ',', quote: '"', hasHeader: false, skipLines: 0, names: unique };
      return {
        from: csvFrom(path, { ...plan, isPadded: firstWidth < names.length }),
        columns: unique.map((column, i) => ({
          name: column,
          sql: `c${i}`,
          text: withoutMissing(`c${i}`, read),
          natural: null,
          types: typesOfKind.get(kinds[i] ?? 0) ?? [],
        })),
      };
    },
    close: () => handle.close(),
  };
}

function csvCell(cell: SourceCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return cellText(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function cellText(cell: string | number | bigint | boolean): string {
  return typeof cell === 'number' ? numberText(cell) : String(cell);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  return Object.is(value, -0) ? '-0.0' : String(value);
}

function tooManyColumns(name: string): CoreError {
  return new CoreError(
    'LIMIT_EXCEEDED',
    `${name} has more than ${maxColumns.toLocaleString('en')} columns, the most that are read; leave some out, or turn it so that rows are columns.`,
  );
}
