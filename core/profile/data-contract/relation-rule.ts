import type { RelationRules, RuleResult } from '../../contract/data-contract.ts';
import type { Column } from '../../contract/dataset.ts';
import type { Sql } from '../../shared/sql.ts';
import type { Table } from '../../shared/table.ts';
import { counted, countText, percent, quoted } from '../phrase.ts';
import { type JoinCounts, type JoinOn, joinCounts, keyedRows } from '../relations/join-counts.ts';
import { firstOf, type RowsQuery } from './evidence.ts';
import type { Judged } from './judged.ts';

/** A version that a relation refers to. */
export interface Reference {
  readonly table: Table;
  /** How it is called in results: `customers v2`. */
  readonly name: string;
}

/** What one relation is checked with. */
interface RelationCheck {
  readonly sql: Sql;
  readonly table: Table;
  readonly rules: RelationRules;
  /** Undefined where there is no such dataset. */
  readonly reference: Reference | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Holds the rows of a version against how they should refer to another one, counted over all rows of both. Where the
 * other dataset, or a column of either, is not there, the rules are reported as not checked.
 */
export async function checkRelation(options: RelationCheck): Promise<Judged[]> {
  const { sql, table, rules, reference, signal } = options;
  const asked = expectedOf(rules);
  const missing = whatIsMissing(options);
  if (missing !== null || !reference) {
    return asked.map((each) => ({
      result: { ...each, ...untouched(rules), status: 'not checked', found: missing ?? '' },
      column: rules.columns[0] ?? null,
      rows: null,
    }));
  }
  const on = columnsOf(rules, table, reference.table);
  const counts = await joinCounts({ sql, left: table, right: reference.table, on, signal });
  const results: Judged[] = [];
  for (const each of asked) {
    const { rows, ...outcome } =
      each.rule === 'inclusion'
        ? await inclusion({ ...options, reference, on, counts })
        : await cardinality({ ...options, reference, on, counts });
    const evidence = rows === null ? [] : await firstOf({ sql, rows, signal });
    const result = { ...each, ...untouched(rules), ...outcome, evidence };
    results.push({ result, column: rules.columns[0] ?? null, rows });
  }
  return results;
}

type Counted = RelationCheck & { reference: Reference; on: readonly JoinOn[]; counts: JoinCounts };
type Outcome = Pick<RuleResult, 'status' | 'found' | 'count'> & Pick<Judged, 'rows'>;

function untouched({
  columns,
  dataset,
  to,
}: RelationRules): Pick<RuleResult, 'column' | 'relation' | 'count' | 'evidence'> {
  return { column: columns[0] ?? null, relation: { columns, dataset, to }, count: 0, evidence: [] };
}

function expectedOf({ columns, dataset, to, ...rules }: RelationRules) {
  const there = `${quoted(to)} of ${dataset}`;
  const list: Pick<RuleResult, 'rule' | 'expected'>[] = [];
  if (rules.inclusion !== undefined) {
    const expected =
      rules.inclusion === 1
        ? `every value of ${quoted(columns)} occurs in ${there}`
        : `the value of ${quoted(columns)} occurs in ${there} in at least ${percent(rules.inclusion)} of rows`;
    list.push({ rule: 'inclusion', expected });
  }
  if (rules.cardinality !== undefined) {
    const expected =
      rules.cardinality === 'many-to-one'
        ? `no row has several matches in ${there}`
        : `rows and ${there} match one to one`;
    list.push({ rule: 'cardinality', expected });
  }
  return list;
}

/** Why the relation cannot be checked, or null. */
function whatIsMissing({ table, rules, reference }: RelationCheck): string | null {
  const absent = (names: readonly string[], { columns }: Table) =>
    names.filter((name) => !columns.some((column) => column.name === name));
  const own = absent(rules.columns, table);
  if (own.length > 0) return `no column ${quoted(own)}`;
  if (!reference) return `there is no dataset "${rules.dataset}" to look it up in`;
  const others = absent(rules.to, reference.table);
  return others.length > 0 ? `${reference.name} has no column ${quoted(others)}` : null;
}

function columnsOf({ columns, to }: RelationRules, left: Table, right: Table): JoinOn[] {
  const find = (table: Table, name: string | undefined): Column => {
    const column = table.columns.find((each) => each.name === name);
    if (!column) throw new Error(`No column ${name}`);
    return column;
  };
  return columns.map((name, i) => ({ left: find(left, name), right: find(right, to[i]) }));
}

async function inclusion(options: Counted): Promise<Outcome> {
  const { rules, counts, reference, on } = options;
  const { unmatchedRows, unmatchedValues, matchedRows } = counts.left;
  const filled = matchedRows + unmatchedRows;
  const share = filled === 0 ? 1 : matchedRows / filled;
  const fails = share < (rules.inclusion ?? 0);
  if (unmatchedRows === 0) return { status: 'pass', found: 'all do', count: 0, rows: null };
  const found = `${counted(unmatchedValues, 'value')} in ${counted(unmatchedRows, 'row')} ${unmatchedValues === 1 ? 'does' : 'do'} not, ${percent(unmatchedRows / filled)} of rows, in ${reference.name}`;
  if (!fails) return { status: 'pass', found, count: 0, rows: null };
  const rows = rowsLeft(
    options,
    `ANTI JOIN (${keyedRows(reference.table, on, 1)}) AS r ON ${equal(on, 'r')}`,
  );
  return { status: 'fail', found, count: unmatchedRows, rows };
}

async function cardinality(options: Counted): Promise<Outcome> {
  const { table, rules, counts, reference, on } = options;
  const isOneToOne = rules.cardinality === 'one-to-one';
  const repeatsThere = counts.right.mostPerValue > 1;
  const repeatsHere = isOneToOne && counts.left.mostPerValue > 1;
  if (!repeatsThere && !repeatsHere) {
    return { status: 'pass', found: isOneToOne ? 'they do' : 'none has', count: 0, rows: null };
  }
  const right = `SELECT ${keys(on)}, count(*) AS n FROM (${keyedRows(reference.table, on, 1)}) GROUP BY ${keys(on)}`;
  const left = `SELECT ${keys(on)}, count(*) AS n FROM (${keyedRows(table, on, 0)}) GROUP BY ${keys(on)}`;
  const joined = `JOIN (${right}) AS r ON ${equal(on, 'r')} JOIN (${left}) AS own ON ${equal(on, 'own')}`;
  const where = `WHERE r.n > 1${isOneToOne ? ' OR own.n > 1' : ''}`;
  const { sql, signal } = options;
  const [[count = 0] = []] = await sql.numbers(
    `SELECT CAST(count(*) AS DOUBLE) FROM (${keyedRows(table, on, 0)}) AS l ${joined} ${where}`,
    [],
    signal,
  );
  const faults = [
    ...(repeatsThere
      ? [`${reference.name} has up to ${countText(counts.right.mostPerValue)} rows of one value`]
      : []),
    ...(repeatsHere ? [`up to ${countText(counts.left.mostPerValue)} rows share one match`] : []),
  ];
  return {
    status: 'fail',
    found: `${counted(count, 'row')} ${isOneToOne ? (count === 1 ? 'does not' : 'do not') : count === 1 ? 'has' : 'have'}: ${faults.join(', and ')}`,
    count,
    rows: rowsLeft(options, `${joined} ${where}`),
  };
}

/** The rows of the version that are left by this join, with their cell of the first column. */
function rowsLeft({ table, on }: Counted, join: string): RowsQuery {
  const value = on[0]?.left.sql ?? 'NULL';
  return `SELECT t.__row AS __row, t.${value} AS value FROM ${table.from} AS t
     JOIN (SELECT l.__row AS __row FROM (${keyedRows(table, on, 0)}) AS l ${join}) AS f ON t.__row = f.__row`;
}

function keys(on: readonly JoinOn[]): string {
  return on.map((_, i) => `k${i}`).join(', ');
}

function equal(on: readonly JoinOn[], other: string): string {
  return on.map((_, i) => `l.k${i} = ${other}.k${i}`).join(' AND ');
}
