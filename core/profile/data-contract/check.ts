import type { ColumnRules, ContractCheck, DataContract, RuleResult } from '../../contract/data-contract.ts';
import type { Column } from '../../contract/dataset.ts';
import { CoreError } from '../../errors.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { createPause } from '../pause.ts';
import { counted, countText, percent, quoted } from '../phrase.ts';
import { type CellRule, cellRules, isFilled } from './cell-rule.ts';
import { evidenceOf, repeatedRows } from './evidence.ts';
import { checkRelation, type Reference } from './relation-rule.ts';

/** Conditions of one statement. */
const batchRules = 100;

/**
 * Holds a version against a contract: every rule over all rows, exactly. Rules that fail stand first, each with the
 * number of rows that break it and the first 20, then those that could not be checked. `references` are the versions
 * that relations refer to, by the name that the contract gives them. Throws SPEC_INVALID for a pattern that is no regular expression,
 * CANCELLED when the signal aborts.
 */
export async function checkDataContract(options: {
  sql: Sql;
  table: Table;
  contract: DataContract;
  references?: ReadonlyMap<string, Reference>;
  signal?: AbortSignal;
}): Promise<ContractCheck> {
  const { sql, table, contract, signal } = options;
  await checkPatterns(sql, contract);
  const pause = createPause({ signal });
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const present = contract.columns.flatMap((rules) => {
    const column = byName.get(rules.name);
    return column ? [{ column, rules }] : [];
  });
  const results: RuleResult[] = [...tableRules(table, contract), ...requiredRules(contract, byName)];
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
  const rules = results.sort(
    (a, b) =>
      statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) || order(a.column) - order(b.column),
  );
  const holds = rules.every(({ status }) => status !== 'fail');
  return {
    version: table.version,
    contract: contract.name,
    holds,
    headline: headline(rules),
    rowCount: table.rowCount,
    rules,
  };
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

async function applyRules(options: Checking & { rules: readonly CellRule[] }): Promise<RuleResult[]> {
  const { sql, table, rules, signal } = options;
  const list = rules.map(({ breaks }, i) => `count(*) FILTER (WHERE ${breaks}) AS n${i}`);
  const [row = {}] = await sql.rows(`SELECT ${list.join(', ')} FROM ${table.from}`, [], signal);
  const results: RuleResult[] = [];
  for (const [i, { rule, column, expected, breaks }] of rules.entries()) {
    const count = Number(row[`n${i}`]);
    const found = count === 0 ? 'all do' : `${counted(count, 'row')} ${count === 1 ? 'does' : 'do'} not`;
    const evidence = count > 0 ? await evidenceOf({ ...options, column, where: breaks }) : [];
    results.push(
      result({ rule, column: column.name, expected, found }, { fails: count > 0, count, evidence }),
    );
  }
  return results;
}

async function missingRules(
  options: Checking & { present: readonly { column: Column; rules: ColumnRules }[] },
): Promise<RuleResult[]> {
  const { sql, table, signal } = options;
  const limited = options.present.filter(({ rules }) => rules.missing !== undefined);
  const results: RuleResult[] = [];
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
      const fails = share > most;
      const evidence = fails
        ? await evidenceOf({ ...options, column, where: `NOT (${isFilled(column)})` })
        : [];
      const expected = most === 0 ? 'no cell is missing' : `at most ${percent(most)} missing`;
      const found = count === 0 ? 'none missing' : `${counted(count, 'cell')} missing, ${percent(share)}`;
      results.push(
        result(
          { rule: 'missing', column: column.name, expected, found },
          { fails, count: fails ? count : 0, evidence },
        ),
      );
    }
  }
  return results;
}

async function uniqueRule(
  options: Checking & { columns: readonly Column[]; rule: 'unique' | 'key' },
): Promise<RuleResult> {
  const { columns, rule } = options;
  const [first] = columns;
  const { count, evidence } = await repeatedRows(options);
  const name = quoted(columns.map((column) => column.name));
  return result(
    {
      rule,
      column: rule === 'unique' ? (first?.name ?? null) : null,
      expected: rule === 'unique' ? 'no value is repeated' : `${name} together are never repeated`,
      found: count === 0 ? 'none is' : `${counted(count, 'row')} with a value that others have`,
    },
    { fails: count > 0, count, evidence },
  );
}

async function keyRule(
  options: Checking & { key: readonly string[]; byName: ReadonlyMap<string, Column> },
): Promise<RuleResult> {
  const { key, byName } = options;
  const columns = key.flatMap((name) => byName.get(name) ?? []);
  if (columns.length === key.length) return uniqueRule({ ...options, columns, rule: 'key' });
  const absent = key.filter((name) => !byName.has(name));
  const expected = `${quoted(key)} together are never repeated`;
  return result(
    { rule: 'key', column: null, expected, found: `no column ${quoted(absent)}` },
    { fails: true },
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
