import { csvCell } from '../core/contract/csv-cell.ts';
import type { DatasetVersionId } from '../core/contract/ids.ts';
import type { EngineClient } from '../core/engine/index.ts';

const pageRows = 1000;

/**
 * Every row that breaks a rule of the contract, and every row that could not be read, as CSV, some thousand rows at a
 * time: row number (1 is the first data row), rule, column and value; for a row that could not be read its file (of a
 * folder), its line and, as value, its text. A row that breaks several rules stands there once for each.
 */
export async function* failingRowsCsv(
  client: EngineClient,
  asked: {
    version: DatasetVersionId;
    text: string;
    references: Record<string, DatasetVersionId>;
    hasUnreadable: boolean;
  },
): AsyncGenerator<string> {
  const { hasUnreadable, ...question } = asked;
  yield line(['row', 'rule', 'column', 'value', 'file', 'line']);
  for (let offset = 0, total = hasUnreadable ? 1 : 0; offset < total; offset += pageRows) {
    const page = await client.dataset.badRows({ version: asked.version, offset, limit: pageRows });
    total = page.total;
    yield page.rows
      .map((row) => line([null, `unreadable: ${row.reason}`, null, row.text, row.file, row.line]))
      .join('');
  }
  for await (const { rule, column, rows } of await client.dataContract.failingRows(question)) {
    yield rows.map(({ row, value }) => line([row, rule, column, value, null, null])).join('');
  }
}

function line(cells: readonly Parameters<typeof csvCell>[0][]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
