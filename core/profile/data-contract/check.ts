import type { ColumnRules, ContractCheck, DataContract, RuleResult } from '../../contract/data-contract.ts';
import type { Column } from '../../contract/dataset.ts';
import { CoreError } from '../../errors.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { createPause } from '../pause.ts';
import { counted, countText, percent, quoted } from '../phrase.ts';
import { type CellRule, cellRules, isFilled } from './cell-rule.ts';
import { firstOf, type RowsQuery, repeatedRows, rowsWith } from './evidence.ts';
import type { Judged } from './judged.ts';
import { checkRelation, type Reference } from './relation-rule.ts';

/** Conditions of one statement. */
const batchRules = 100;

/**
 * Holds a version against a contract: every rule over all rows, exactly. Rules that fail stand first, each with the
 * number of rows that break it and the first 20, then those that could not be checked. `references` are the versions
 * that relations refer to, by the name that the contract gives them. Throws SPEC_INVALID for a pattern that is no regular expression,
 * CANCELLED when the signal aborts.
 */
export async function checkDataContract(options: CheckOptions): Promise<ContractCheck> {
  const { table, contract } = options;
  const rules = (await judgeDataContract(options)).map(({ result }) => result);
  return {
    version: table.version,
    contract: contract.name,
    holds: rules.every(({ status }) => status !== 'fail'),
    headline: headline(rules),
    rowCount: table.rowCount,
    rules,
  };
}

/** What a check needs to know. */
export interface CheckOptions {
  readonly sql: Sql;
  readonly table: Table;
  readonly contract: DataContract;
  readonly references?: ReadonlyMap<string, Reference>;
  readonly signal?: AbortSignal;
}

/** The same rule by rule, in the same order, each with the query for all rows that break it. */
export async function judgeDataContract(options: CheckOptions): Promise<Judged[]> {
  const { sql, table, contract, signal } = options;
  await checkPatterns(sql, contract);
  const pause = createPause({ signal });
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const present = contract.columns.flatMap((rules) => {
    const column = byName.get(rules.name);
    return column ? [{ column, rules }] : [];
  });
  const results = [...tableRules(table, contract), ...requiredRules(contract, byName)].map(withoutRows);
  const all = present.flatMap(({ column, rules }) => cellRules(column, rules));
  for (let from = 0; from < all.length; from += batchRules) {
    await pause();
    results.push(...(await applyRules({ ...options, rules: all.slice(from, from + batchRules) })));
  }
  results.push(...(await missingRules({ ...options, present })));
  for (const { column, rules } of present) {
    if (rules.unique !== true) continue;
    await pause();
    results.push(await uniqueRule({ ...options, columns: [column], rule: 'unique' }));
  }
  if (contract.key) results.push(await keyRule({ ...options, key: contract.key, byName }));
  for (const rules of contract.relations ?? []) {
    await pause();
    const reference = options.references?.get(rules.dataset);
    results.push(...(await checkRelation({ ...options, rules, reference })));
  }
  const order = (column: string | null) =>
    column === null ? -1 : contract.columns.findIndex(({ name }) => name === column);
  return results.sort(
    ({ result: a }, { result: b }) =>
      statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) || order(a.column) - order(b.column),
  );
}

const statusOrder: readonly RuleResult['status'][] = ['fail', 'not checked', 'pass'];

/** Throws SPEC_INVALID when a pattern of the contract is no regular expression that DuckDB knows (RE2). */
export async function checkPatterns(sql: Sql, contract: DataContract): Promise<void> {
  for (const { name, pattern } of contract.columns) {
    if (pattern === undefined) continue;
    try {
      await sql.rows(`SELECT regexp_full_match('', CAST(? AS VARCHAR)) AS fits`, [pattern]);
    } catch (cause) {
      throw new CoreError(
        'SPEC_INVALID',
        `The pattern of column "${name}", ${pattern}, is no regular expression; write it as RE2 has it.`,
        { cause, details: { column: name } },
      );
    }
  }
}

function result(
  rule: Pick<RuleResult, 'rule' | 'column' | 'expected' | 'found'>,
  broken: { fails: boolean; count?: number; evidence?: RuleResult['evidence'] },
): RuleResult {
  const { fails, count = 0, evidence = [] } = broken;
  return { ...rule, status: fails ? 'fail' : 'pass', count, evidence };
}

function withoutRows(each: RuleResult): Judged {
  return { result: each, column: each.column, rows: null };
}

/** A rule about rows: it fails where any breaks it, and shows the first of them. */
async function judgeRows(
  { sql, signal }: Checking,
  rule: Parameters<typeof result>[0],
  broken: { count: number; column: Column | undefined; rows: RowsQuery },
): Promise<Judged> {
  const { count, column, rows } = broken;
  const fails = count > 0;
  const evidence = fails ? await firstOf({ sql, rows, signal }) : [];
  return {
    result: result(rule, { fails, count, evidence }),
    column: column?.name ?? null,
    rows: fails ? rows : null,
  };
}

function tableRules(table: Table, { rows, otherColumns, columns }: DataContract): RuleResult[] {
  const results: RuleResult[] = [];
  if (rows?.min !== undefined || rows?.max !== undefined) {
    const { min = 0, max = Number.POSITIVE_INFINITY } = rows;
    const expected =
      rows.max === undefined
        ? `at least ${counted(min, 'row')}`
        : `${countText(min)} to ${counted(max, 'row')}`;
    const found = counted(table.rowCount, 'row');
    const fails = table.rowCount < min || table.rowCount > max;
    results.push(result({ rule: 'rows', column: null, expected, found }, { fails }));
  }
  if (otherColumns === 'forbid') {
    const known = new Set(columns.map(({ name }) => name));
    const others = table.columns.filter(({ name }) => !known.has(name)).map(({ name }) => name);
    const found = others.length === 0 ? 'none' : quoted(others);
    results.push(
      result(
        { rule: 'other columns', column: null, expected: 'no column that is not listed', found },
        { fails: others.length > 0 },
      ),
    );
  }
  return results;
}

function requiredRules({ columns }: DataContract, byName: ReadonlyMap<string, Column>): RuleResult[] {
  return columns
    .filter(({ required }) => required)
    .map(({ name }) => {
      const fails = !byName.has(name);
      const found = fails ? 'no such column' : 'there';
      return result({ rule: 'required', column: name, expected: 'the column is there', found }, { fails });
    });
}

interface Checking {
  readonly sql: Sql;
  readonly table: Table;
  readonly signal?: AbortSignal;
}

async function applyRules(options: Checking & { rules: readonly CellRule[] }): Promise<Judged[]> {
  const { sql, table, rules, signal } = options;
  const list = rules.map(({ breaks }, i) => `count(*) FILTER (WHERE ${breaks}) AS n${i}`);
  const [row = {}] = await sql.rows(`SELECT ${list.join(', ')} FROM ${table.from}`, [], signal);
  const results: Judged[] = [];
  for (const [i, { rule, column, expected, breaks }] of rules.entries()) {
    const count = Number(row[`n${i}`]);
    const found = count === 0 ? 'all do' : `${counted(count, 'row')} ${count === 1 ? 'does' : 'do'} not`;
    const rows = rowsWith(table, { column, where: breaks });
    results.push(
      await judgeRows(options, { rule, column: column.name, expected, found }, { count, column, rows }),
    );
  }
  return results;
}

async function missingRules(
  options: Checking & { present: readonly { column: Column; rules: ColumnRules }[] },
): Promise<Judged[]> {
  const { sql, table, signal } = options;
  const limited = options.present.filter(({ rules }) => rules.missing !== undefined);
  const results: Judged[] = [];
  for (let from = 0; from < limited.length; from += batchRules) {
    const batch = limited.slice(from, from + batchRules);
    const list = batch.map(
      ({ column }) => `count(*) FILTER (WHERE NOT (${isFilled(column)})) AS ${column.sql}`,
    );
    const [row = {}] = await sql.rows(`SELECT ${list.join(', ')} FROM ${table.from}`, [], signal);
    for (const { column, rules } of batch) {
      const most = rules.missing ?? 1;
      const count = Number(row[column.sql]);
      const share = table.rowCount === 0 ? 0 : count / table.rowCount;
      const expected = most === 0 ? 'no cell is missing' : `at most ${percent(most)} missing`;
      const found = count === 0 ? 'none missing' : `${counted(count, 'cell')} missing, ${percent(share)}`;
      const rows = rowsWith(table, { column, where: `NOT (${isFilled(column)})` });
      results.push(
        await judgeRows(
          options,
          { rule: 'missing', column: column.name, expected, found },
          { count: share > most ? count : 0, column, rows },
        ),
      );
    }
  }
  return results;
}

async function uniqueRule(
  options: Checking & { columns: readonly Column[]; rule: 'unique' | 'key' },
): Promise<Judged> {
  const { columns, rule } = options;
  const [first] = columns;
  const { count, rows } = await repeatedRows(options);
  const name = quoted(columns.map((column) => column.name));
  return judgeRows(
    options,
    {
      rule,
      column: rule === 'unique' ? (first?.name ?? null) : null,
      expected: rule === 'unique' ? 'no value is repeated' : `${name} together are never repeated`,
      found: count === 0 ? 'none is' : `${counted(count, 'row')} with a value that others have`,
    },
    { count, column: first, rows },
  );
}

async function keyRule(
  options: Checking & { key: readonly string[]; byName: ReadonlyMap<string, Column> },
): Promise<Judged> {
  const { key, byName } = options;
  const columns = key.flatMap((name) => byName.get(name) ?? []);
  if (columns.length === key.length) return uniqueRule({ ...options, columns, rule: 'key' });
  const absent = key.filter((name) => !byName.has(name));
  const expected = `${quoted(key)} together are never repeated`;
  return withoutRows(
    result({ rule: 'key', column: null, expected, found: `no column ${quoted(absent)}` }, { fails: true }),
  );
}

function headline(rules: readonly RuleResult[]): string {
  const failed = rules.filter(({ status }) => status === 'fail');
  const unchecked = rules.filter(({ status }) => status === 'not checked').length;
  if (failed.length > 0) {
    const columns = [...new Set(failed.flatMap(({ column }) => column ?? []))];
    const where = columns.length > 0 ? `, in ${quoted(columns, 3)}` : '';
    const besides = unchecked > 0 ? `; ${countText(unchecked)} could not be checked` : '';
    return `The contract is broken: ${countText(failed.length)} of ${counted(rules.length, 'rule')} ${failed.length === 1 ? 'fails' : 'fail'}${where}${besides}.`;
  }
  if (unchecked > 0) {
    return `The contract holds as far as it was checked: ${countText(unchecked)} of ${counted(rules.length, 'rule')} could not be.`;
  }
  return rules.length === 1
    ? 'The contract holds: its one rule is kept.'
    : `The contract holds: all ${countText(rules.length)} rules are kept.`;
}
