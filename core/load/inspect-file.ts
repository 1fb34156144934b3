import type { FilePreview, ReadOptions } from '../contract/dataset.ts';
import type { OpenSql } from '../shared/sql.ts';
import { type SourceRequest, withSource } from './open-source.ts';
import { typeColumns } from './typed-columns.ts';

/** Rows that the types of a preview are taken from. */
const typedRows = 20_000;
/** Rows that a preview shows. */
const previewRows = 100;
/** Of text this much is looked at. */
const previewBytes = 1 << 24;

/**
 * A look at a file as it would be read with these options: its columns and first rows. Types are those of the first
 * rows, which a note says when there are more. Fails as `loadFile` does, as far as the first rows show.
 */
export async function inspectFile(options: {
  path: string;
  options?: ReadOptions;
  temporaryDirectory: string;
  openSql: OpenSql;
  stage?: SourceRequest['stage'];
  signal?: AbortSignal;
}): Promise<FilePreview> {
  const { signal } = options;
  const limit = { bytes: previewBytes, rows: typedRows + 1 };
  const request = { ...options, read: options.options ?? {}, limit };
  return withSource(request, async ({ path, bytes, plan, sql, source, locate, badRows, choices, notes }) => {
    const first = { ...source, from: `(SELECT * FROM ${source.from} LIMIT ${typedRows + 1})` };
    const typed = await typeColumns({
      sql,
      source: first,
      read: plan.options,
      locate,
      signal,
    });
    const values = typed.columns.map(({ value, sql: name }) => `${value} AS ${name}`).join(', ');
    const shown = await sql.rows(`SELECT ${values} FROM ${source.from} LIMIT ${previewRows}`, [], signal);
    const [count] = await sql.numbers(`SELECT count(*) FROM ${first.from}`, [], signal);
    const hasMore = (count?.[0] ?? 0) > typedRows;
    return {
      path,
      bytes,
      options: plan.options,
      columns: typed.columns.map(({ index, name, sql: sqlName, type }) => ({
        index,
        name,
        sql: sqlName,
        type,
      })),
      rows: shown.map((row) => typed.columns.map(({ sql: name }) => row[name] ?? null)),
      notes: [
        ...notes,
        ...typed.notes,
        ...(hasMore
          ? [
              `Types are those of the first ${typedRows.toLocaleString('en')} rows; loading looks at all of them.`,
            ]
          : []),
        ...(badRows.count > 0 ? [badRowsNote(badRows.count)] : []),
      ],
      ...(choices ? { choices } : {}),
    };
  });
}

function badRowsNote(count: number): string {
  const rows = count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`;
  return `Of what was looked at, ${rows} cannot be read and would be set aside.`;
}
