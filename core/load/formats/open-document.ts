import { openPromise } from 'yauzl';
import { CoreError } from '../../errors.ts';

/** Cells that repetition may make in all, and rows and columns that a filled cell may lie at. */
const maxRepeatedCells = 20_000_000;
const maxRows = 1 << 24;
const maxColumns = 1 << 14;

/**
 * Throws LIMIT_EXCEEDED for an OpenDocument workbook (.ods) whose cells stand for so many others (one element may be
 * repeated a million times across and down) that they could not be held, and EXCEL_MALFORMED for one with values in a
 * form that would be passed over. Other files pass. Its unpacked size must have been checked.
 * Format: OASIS, Open Document Format 1.3, part 3, 9.1.
 */
export async function checkOpenDocument({ path, name }: { path: string; name: string }): Promise<void> {
  const content = await contentOf(path);
  if (content === null) return;
  const counts = { cells: 0, row: 0, rowRepeat: 1, column: 0 };
  for (const [, slash = '', element = '', attributes = ''] of content.matchAll(tag)) {
    if (element === 'table') Object.assign(counts, { row: 0, column: 0, rowRepeat: 1 });
    else if (element === 'table-row') {
      if (slash === '/') counts.row += counts.rowRepeat;
      else Object.assign(counts, { rowRepeat: repeated(attributes, 'rows'), column: 0 });
      if (slash !== '/' && attributes.endsWith('/')) counts.row += counts.rowRepeat;
    } else if (slash !== '/') {
      const columns = repeated(attributes, 'columns');
      counts.column += columns;
      if (!isFilled(attributes)) continue;
      if (attributes.endsWith('/') && !/value-type\s*=\s*["']string["']/.test(attributes)) {
        throw new CoreError(
          'EXCEL_MALFORMED',
          `${name} has cells with a value and no text, which are not read; open it in a spreadsheet program and save it again.`,
        );
      }
      counts.cells += columns * counts.rowRepeat;
      const isFar = counts.row + counts.rowRepeat > maxRows || counts.column > maxColumns;
      if (counts.cells > maxRepeatedCells || isFar) throw tooMany(name);
    }
  }
}

/** Tables, rows and cells; attributes may hold `>` within quotes. */
const tag =
  /<(\/?)(?:[\w.-]+:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>/g;

function repeated(attributes: string, what: 'rows' | 'columns'): number {
  const count = Number(
    new RegExp(`number-${what}-repeated\\s*=\\s*["'](\\d+)["']`).exec(attributes)?.[1] ?? 1,
  );
  return Math.max(1, count);
}

/** A cell with a type has a value; one without is empty, or has a text that the library reads. */
function isFilled(attributes: string): boolean {
  return !attributes.endsWith('/') || /\bvalue-type\s*=/.test(attributes);
}

function tooMany(name: string): CoreError {
  return new CoreError(
    'LIMIT_EXCEEDED',
    `${name} has cells that are repeated, or lie, beyond what is read of a workbook (20 million cells); delete the columns and rows behind the data, or save the sheet as CSV.`,
  );
}

/** The part that holds the cells, one character per byte; null for files that are no OpenDocument archive. */
async function contentOf(path: string): Promise<string | null> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: true }).catch(() => null);
  if (!zip) return null;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== 'content.xml') continue;
      const pieces: Buffer[] = [];
      for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
      return Buffer.concat(pieces).toString('latin1');
    }
    return null;
  } finally {
    zip.close();
  }
}
