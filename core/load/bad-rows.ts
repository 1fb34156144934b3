import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type BadRow, type BadRowsPage, badRow } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import { maxBadRowCharacters, maxBadRows } from './limits.ts';

/** Rows that were set aside, one JSON object per line of a file that is made with the first of them. */
export interface BadRows {
  /** Takes a row. Throws LIMIT_EXCEEDED past 100,000. */
  add(row: BadRow): void;
  /** Writes what was taken. */
  flush(): Promise<void>;
  close(): Promise<void>;
  readonly path: string;
  readonly count: number;
}

/** An empty collection whose file will be `path`. */
export function createBadRows({ path, name }: { path: string; name: string }): BadRows {
  let lines: string[] = [];
  let count = 0;
  let handle: FileHandle | null = null;
  const flush = async () => {
    if (lines.length === 0) return;
    handle ??= await open(path, 'w');
    const text = lines.join('');
    lines = [];
    await handle.writeFile(text);
  };
  return {
    path,
    get count() {
      return count;
    },
    add(row) {
      count++;
      if (count > maxBadRows) {
        throw new CoreError(
          'LIMIT_EXCEEDED',
          `${name} has more than ${maxBadRows.toLocaleString('en')} rows that cannot be read, the last on line ${row.line} (${row.reason}); check its format, delimiter and quote.`,
          { details: { line: row.line } },
        );
      }
      lines.push(`${oneLine({ ...row, text: cut(row.text) })}\n`);
    },
    flush,
    async close() {
      await flush();
      await handle?.sync();
      await handle?.close();
      handle = null;
    },
  };
}

/** JSON without the two separators that readers of lines break at as well. */
function oneLine(row: BadRow): string {
  return JSON.stringify(row).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function cut(text: string): string {
  return text.length > maxBadRowCharacters ? `${text.slice(0, maxBadRowCharacters)}…` : text;
}

/** A page of the rows in such a file. */
export async function readBadRows(options: {
  path: string;
  total: number;
  offset: number;
  limit: number;
}): Promise<BadRowsPage> {
  const { path, total, offset, limit } = options;
  const rows: BadRow[] = [];
  if (total === 0 || offset >= total) return { offset, total, rows };
  let place = 0;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    if (place >= offset + limit) break;
    if (place >= offset) rows.push(badRow.parse(JSON.parse(line)));
    place++;
  }
  return { offset, total, rows };
}
