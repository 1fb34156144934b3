import type { FailingRows } from '../../contract/data-contract.ts';
import { type CheckOptions, judgeDataContract } from './check.ts';

/**
 * All rows of a version that break a rule of the contract, rule by rule as a check lists them, in row order, some
 * thousand at a time; a row that breaks several rules comes several times. Nothing is left out. Throws SPEC_INVALID
 * for a pattern that is no regular expression, CANCELLED when the signal aborts.
 */
export async function* failingRows(options: CheckOptions): AsyncGenerator<FailingRows> {
  const { sql, signal } = options;
  for (const { result, column, rows } of await judgeDataContract(options)) {
    if (rows === null || result.status !== 'fail') continue;
    const query = `SELECT CAST(__row AS DOUBLE), value FROM (${rows}) ORDER BY __row`;
    for await (const [numbers = [], values = []] of sql.chunks(query, [], signal)) {
      yield {
        rule: result.rule,
        column,
        rows: numbers.map((row, i) => ({ row: Number(row), value: values[i] ?? null })),
      };
    }
  }
}
