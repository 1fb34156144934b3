import type { ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import { quoteText } from '../shared/sql.ts';
import { uniqueNames } from './column-names.ts';
import type { SourceColumn, SourceTable } from './source-table.ts';

/**
 * The rows of several files one after the other. They must have the same columns in the same order, and the same types
 * where files say them. Throws FOLDER_MISMATCH with the first file and column that differ.
 */
export function folderTable(
  files: readonly { name: string; table: SourceTable | undefined }[],
  { fileColumn = false }: ReadOptions,
): SourceTable {
  const tables = files.map(({ name, table }) => {
    if (!table) throw new Error(`${name} has no table`);
    return { name, table };
  });
  const [first, ...others] = tables;
  if (!first) throw new Error('A folder has a file');
  for (const other of others) checkSame(first, other);
  const { columns } = first.table;
  const fileName = `c${columns.length}`;
  const selects = tables.map(({ name, table }) => {
    const cells = [
      ...columns.map(({ sql }) => sql),
      ...(fileColumn ? [`${quoteText(name)} AS ${fileName}`] : []),
    ];
    return `SELECT ${cells.join(', ')} FROM ${table.from}`;
  });
  const added: SourceColumn = {
    name: uniqueNames([...columns.map((column) => column.name), 'file']).at(-1) ?? 'file',
    sql: fileName,
    text: fileName,
    natural: { type: 'text', value: fileName },
  };
  return {
    from: `(${union(selects)})`,
    columns: fileColumn ? [...merged(tables), added] : merged(tables),
  };
}

/** Balanced, so that a thousand files do not lie a thousand levels deep. */
function union(selects: readonly string[]): string {
  if (selects.length <= 2) return selects.join(' UNION ALL ');
  const middle = selects.length >> 1;
  return `(${union(selects.slice(0, middle))}) UNION ALL (${union(selects.slice(middle))})`;
}

/** The columns, each with the types that the cells of all files allow. */
function merged(tables: readonly { table: SourceTable }[]): SourceColumn[] {
  const [first] = tables;
  return (first?.table.columns ?? []).map((column, i) => {
    if (!column.types) return column;
    const types = column.types.filter((type) =>
      tables.every(({ table }) => table.columns[i]?.types?.includes(type) ?? true),
    );
    return { ...column, types };
  });
}

function checkSame(
  first: { name: string; table: SourceTable },
  other: { name: string; table: SourceTable },
): void {
  const count = Math.max(first.table.columns.length, other.table.columns.length);
  for (let i = 0; i < count; i++) {
    const [a, b] = [first.table.columns[i], other.table.columns[i]];
    if (a && b && a.name === b.name && a.natural?.type === b.natural?.type) continue;
    throw new CoreError(
      'FOLDER_MISMATCH',
      `${other.name} does not have the columns of ${first.name}: column ${i + 1} is ${described(b)} instead of ${described(a)}; load them apart, or mend it.`,
      { details: { file: other.name, column: i + 1 } },
    );
  }
}

function described(column: SourceColumn | undefined): string {
  if (!column) return 'missing';
  return column.natural ? `"${column.name}" (${column.natural.type})` : `"${column.name}"`;
}
