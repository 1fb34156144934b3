import { readFile } from 'node:fs/promises';
import { read, SSF, type WorkBook } from '@e965/xlsx';
import type { FilePreview, ReadOptions } from '../../contract/dataset.ts';
import { CoreError } from '../../errors.ts';
import { looksLikeData } from '../header.ts';
import { maxColumns } from '../limits.ts';
import type { SourceCell, StagedRows } from '../staged-rows.ts';
import { chosen } from './chosen.ts';
import { checkOpenDocument } from './open-document.ts';
import { checkWorkbookSize } from './workbook-size.ts';

/** What was found in a workbook. */
export interface WorkbookFacts {
  readonly notes: readonly string[];
  readonly options: ReadOptions;
  readonly choices: FilePreview['choices'];
  readonly sheetRows?: readonly number[];
}

/**
 * Puts the rows of one sheet of an Excel or OpenDocument workbook on the stage: values as they were last computed, dates
 * and times as ISO text, whole numbers shown with leading zeros (format 00000) as that text, cells with an error as missing; empty rows are passed over. The first row is the header unless
 * all of its cells look like data. The workbook is held in memory, so its size is bounded. Throws EXCEL_MALFORMED,
 * TABLE_UNKNOWN, TABLE_EMPTY and LIMIT_EXCEEDED.
 */
export async function stageSheet(options: {
  path: string;
  name: string;
  read: ReadOptions;
  rowLimit?: number;
  stage: StagedRows;
}): Promise<WorkbookFacts> {
  const { path, name, read, stage } = options;
  await checkWorkbookSize({ path, name });
  await checkOpenDocument({ path, name });
  const bytes = await readFile(path);
  const sheets = open(bytes, { name }, { bookSheets: true }).SheetNames;
  const { sheet, grid, places, date1904 } = findSheet(bytes, { ...options, wanted: read.sheet, sheets });
  const [first] = grid;
  if (!first) {
    throw new CoreError('TABLE_EMPTY', `The sheet "${sheet}" of ${name} is empty; choose another one.`);
  }
  const state = { date1904, errors: 0 };
  const width = grid.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (width > maxColumns) {
    throw new CoreError(
      'LIMIT_EXCEEDED',
      `The sheet "${sheet}" of ${name} has ${width.toLocaleString('en')} columns, more than the ${maxColumns.toLocaleString('en')} that are read; leave some out.`,
    );
  }
  const head = Array.from({ length: width }, (_, i) => String(cellValue(first[i], state) ?? ''));
  const hasHeader = read.header ?? !looksLikeData(head);
  if (hasHeader && grid.length === 1) {
    throw new CoreError(
      'TABLE_EMPTY',
      `The sheet "${sheet}" of ${name} has a header and no rows; choose another one.`,
    );
  }
  const skipped = hasHeader ? 1 : 0;
  stage.setNames(hasHeader ? head : head.map((_, i) => `column ${i + 1}`));
  for (const row of grid.slice(skipped)) {
    const reason = stage.add(Array.from({ length: width }, (_, i) => cellValue(row[i], state)));
    if (reason) throw new CoreError('LIMIT_EXCEEDED', `A row of the sheet "${sheet}" of ${name} ${reason}.`);
    if (stage.mustFlush) await stage.flush(bytes.length);
    if (stage.isFull) break;
  }
  await stage.flush(bytes.length);
  const errors = `${state.errors} ${state.errors === 1 ? 'cell has an error and is' : 'cells have errors and are'} missing.`;
  const numbered = 'The first row looks like data, so the columns are numbered.';
  const notes = [
    ...(hasHeader || read.header === false ? [] : [numbered]),
    ...(state.errors > 0 ? [errors] : []),
  ];
  const isAsked = read.badRows === 'set-aside' && read.types !== undefined;
  return {
    notes,
    options: { sheet, header: hasHeader },
    choices: { kind: 'sheet', names: sheets },
    ...(isAsked ? { sheetRows: places.slice(skipped) } : {}),
  };
}

type Grid = (unknown[] | undefined)[];

/** Rows of a sheet with something in them, and their numbers there. */
interface FilledRows {
  readonly sheet: string;
  readonly grid: unknown[][];
  readonly places: number[];
  readonly date1904: boolean;
}

/** The filled rows of the sheet that is wanted, else of the first one that has some. */
function findSheet(
  bytes: Buffer,
  options: { name: string; wanted: string | undefined; sheets: string[]; rowLimit?: number },
): FilledRows {
  const { name, sheets, rowLimit } = options;
  const wanted = chosen({ kind: 'sheet', names: sheets, wanted: options.wanted, file: name });
  const candidates = options.wanted === undefined ? sheets : [wanted];
  for (const sheet of candidates) {
    const sheetRows = rowLimit === undefined ? {} : { sheetRows: rowLimit + 1 };
    const book = open(bytes, { name }, { sheets: [sheet], ...sheetRows });
    const content = Object.hasOwn(book.Sheets, sheet) ? book.Sheets[sheet] : undefined;
    const rows: Grid = content?.['!data'] ?? [];
    const grid: unknown[][] = [];
    const places: number[] = [];
    rows.forEach((row, i) => {
      if (!row?.some((cell) => hasValue(cell))) return;
      grid.push(row);
      places.push(i + 1);
    });
    if (grid.length > 0 || sheet === candidates.at(-1)) {
      return { sheet, grid, places, date1904: book.Workbook?.WBProps?.date1904 ?? false };
    }
  }
  return { sheet: wanted, grid: [], places: [], date1904: false };
}

function open(bytes: Buffer, { name }: { name: string }, options: object): WorkBook {
  try {
    const values = { cellFormula: false, cellHTML: false, cellText: false, cellNF: true, cellDates: false };
    return read(bytes, { type: 'buffer', dense: true, ...values, ...options });
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new CoreError(
      'EXCEL_MALFORMED',
      `${name} cannot be read as an Excel workbook (${reason.slice(0, 200)}); save it again as .xlsx without a password.`,
      { cause: thrown },
    );
  }
}

function hasValue(cell: unknown): boolean {
  return typeof cell === 'object' && cell !== null && 'v' in cell && cell.v !== undefined && cell.v !== '';
}

const isDateFormat: (format: string) => boolean = SSF.is_date;
const formatNumber: (format: string, value: number) => string = SSF.format;
const parseDate: (
  serial: number,
  options: { date1904: boolean },
) => { y: number; m: number; d: number; H: number; M: number; S: number; u: number } | null =
  SSF.parse_date_code;

function cellValue(cell: unknown, state: { date1904: boolean; errors: number }): SourceCell {
  if (typeof cell !== 'object' || cell === null || !('t' in cell) || !('v' in cell)) return null;
  const { v: value } = cell;
  if (cell.t === 'e') {
    state.errors++;
    return null;
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'number') return null;
  const format = 'z' in cell && typeof cell.z === 'string' ? cell.z : '';
  if (format === '') return value;
  return isDateFormat(format) ? dateText(value, state) : codeText(value, format);
}

/** A whole number that its format shows with leading zeros or signs between its digits, such as 01067, as that text. */
function codeText(value: number, format: string): SourceCell {
  if (!Number.isInteger(value) || value < 0 || !isCodeFormat(format)) return value;
  const shown = formatNumber(format, value).trim();
  return shown === String(value) ? value : shown;
}

/** Every section of the format is made of zeros, two at least, with nothing but -, / and spaces between them. */
function isCodeFormat(format: string): boolean {
  const plain = format.replace(/\[[^\]]*\]|[\\"]/g, '');
  return plain.split(';').every((section) => /^0[-/ ]?0(?:[-/ ]?0)*$/.test(section.trim()));
}

/** A serial date as ISO text: a date, a time of day (below one), or both. */
function dateText(serial: number, options: { date1904: boolean }): SourceCell {
  const parts = parseDate(serial, options);
  if (!parts) return serial;
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(parts.H)}:${two(parts.M)}:${two(parts.S)}`;
  if (serial < 1 && !options.date1904) return time;
  const date = `${String(parts.y).padStart(4, '0')}-${two(parts.m)}-${two(parts.d)}`;
  return Number.isInteger(serial) ? date : `${date} ${time}`;
}
