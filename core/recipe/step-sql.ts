import type { ColumnType } from '../contract/dataset.ts';
import type { Mask, RecipeStep } from '../contract/recipe-step.ts';
import { assertNever, CoreError, invariant } from '../errors.ts';
import { sha256 } from '../shared/canonical-json.ts';
import { quoteText } from '../shared/sql.ts';
import { sameMoment } from './cells.ts';
import type { FittedStep } from './fitted-step.ts';
import { numberLiteral, textLiteral } from './literal.ts';
import { castSql, textOf } from './read-cell.ts';
import { redecodedSql } from './redecode.ts';

/** A cell as SQL, and its type. */
export interface StepCell {
  readonly sql: string;
  readonly type: ColumnType;
}

/**
 * The cell after the step. White space within a trimmed text becomes single spaces. Throws SPEC_INVALID when the step
 * cannot be made on the column's type, INPUT_INVALID when a hash was fitted with another salt.
 */
export function stepSql(step: FittedStep, cell: StepCell, salt: string | undefined): StepCell {
  const { sql: x, type } = cell;
  refuseType(step, type);
  switch (step.kind) {
    case 'mark-missing':
      return { sql: markedSql(x, type, step.values), type };
    case 'merge-spellings':
      return { sql: mergedSql(x, step.map), type };
    case 'redecode':
      return { sql: redecodedSql(x), type };
    case 'trim':
      return { sql: trimmedSql(x), type };
    case 'cast':
      return { sql: castSql(x, type, step), type: step.to };
    case 'convert':
      return { sql: convertedSql(x, step), type: 'number' };
    case 'mask':
      return maskedSql({ cell, mask: step.mask, fittedSalt: step.salt, salt });
    case 'clip': {
      const [least, greatest] = [numberLiteral(step.least), numberLiteral(step.greatest)];
      const d = `CAST(${x} AS DOUBLE)`;
      const clipped = `WHEN ${d} < ${least} THEN ${least} WHEN ${d} > ${greatest} THEN ${greatest} ELSE ${d}`;
      return { sql: `CASE WHEN NOT isfinite(${d}) THEN ${d} ${clipped} END`, type: 'number' };
    }
    case 'log1p': {
      const d = `CAST(${x} AS DOUBLE)`;
      return { sql: `sign(${d}) * ln(1 + abs(${d}) / ${numberLiteral(step.scale)})`, type: 'number' };
    }
    default:
      return assertNever(step);
  }
}

/** Tells one salt from another without telling it. */
export function saltMark(salt: string): string {
  return sha256(`assay salt mark:${salt}`).slice(0, 16);
}

const numeric: readonly ColumnType[] = ['integer', 'number'];
const texts: readonly ColumnType[] = ['text'];
const times: readonly ColumnType[] = ['date', 'timestamp'];

/** Throws SPEC_INVALID when the step cannot be made on a column of this type. */
export function refuseType(step: Pick<RecipeStep, 'kind' | 'column'> | FittedStep, type: ColumnType): void {
  const wanted = typesFor(step);
  if (wanted === null || wanted.includes(type)) return;
  const need = wanted === numeric ? 'numbers' : wanted === texts ? 'text' : 'dates or times';
  const cast = wanted === numeric ? 'number' : wanted === texts ? 'text' : 'date';
  throw new CoreError(
    'SPEC_INVALID',
    `The step "${step.kind}" on column "${step.column}" needs ${need}, but the column has the type ${type}; ` +
      `cast it to ${cast} first or leave the step out.`,
    { details: { column: step.column, step: step.kind, type } },
  );
}

function typesFor(step: Pick<RecipeStep, 'kind' | 'column'> | FittedStep): readonly ColumnType[] | null {
  switch (step.kind) {
    case 'merge-spellings':
    case 'redecode':
    case 'trim':
      return texts;
    case 'convert':
    case 'clip':
    case 'log1p':
      return numeric;
    case 'mask': {
      const method = 'mask' in step ? step.mask.method : 'hash';
      return method === 'bins' ? numeric : method === 'year' || method === 'month' ? times : null;
    }
    default:
      return null;
  }
}

function markedSql(x: string, type: ColumnType, values: readonly (string | number)[]): string {
  if (numeric.includes(type)) {
    const marks = values.filter((value) => String(value).trim() !== '').map(Number);
    const list = marks.filter((mark) => !Number.isNaN(mark)).map(numberLiteral);
    return list.length === 0 ? x : `CASE WHEN CAST(${x} AS DOUBLE) NOT IN (${list.join(', ')}) THEN ${x} END`;
  }
  const list = values.map((value) => textLiteral(String(value)));
  if (list.length > 0 && times.includes(type)) {
    return `CASE WHEN NOT (${list.map((mark) => sameMoment(x, mark)).join(' OR ')}) THEN ${x} END`;
  }
  return list.length === 0 ? x : `CASE WHEN CAST(${x} AS VARCHAR) NOT IN (${list.join(', ')}) THEN ${x} END`;
}

function convertedSql(x: string, step: Extract<FittedStep, { kind: 'convert' }>): string {
  const [low, high, factor, offset] = [step.low, step.high, step.factor, step.offset ?? 0].map(numberLiteral);
  const d = `CAST(${x} AS DOUBLE)`;
  return `CASE WHEN ${d} BETWEEN ${low} AND ${high} THEN ${d} * ${factor} + ${offset} ELSE ${d} END`;
}

function mergedSql(x: string, map: Readonly<Record<string, string>>): string {
  const branches = Object.entries(map).map(
    ([from, to]) => `WHEN ${textLiteral(from)} THEN ${textLiteral(to)}`,
  );
  return branches.length === 0 ? x : `CASE ${x} ${branches.join(' ')} ELSE ${x} END`;
}

function trimmedSql(x: string): string {
  const visible = `regexp_replace(${x}, '[\\x{00AD}\\x{200B}\\x{2060}\\x{FEFF}]', '', 'g')`;
  return `nullif(trim(regexp_replace(${visible}, '[\\p{Cc}\\p{Z}]+', ' ', 'g')), '')`;
}

function maskedSql(options: {
  cell: StepCell;
  mask: Mask;
  fittedSalt: string | null;
  salt: string | undefined;
}): StepCell {
  const { cell, mask, fittedSalt, salt } = options;
  const { sql: x, type } = cell;
  switch (mask.method) {
    case 'hash': {
      invariant(salt !== undefined, 'a hash needs the salt of the project');
      if (saltMark(salt) !== fittedSalt) {
        throw new CoreError(
          'INPUT_INVALID',
          'The recipe hashes cells with the salt of another project; fit it again in this project.',
        );
      }
      return { sql: `left(sha256(${quoteText(`${salt}:`)} || ${textOf(x, type)}), 16)`, type: 'text' };
    }
    case 'year':
      return { sql: `CASE WHEN isfinite(${x}) THEN CAST(year(${x}) AS BIGINT) END`, type: 'integer' };
    case 'month':
      return { sql: `CASE WHEN isfinite(${x}) THEN strftime(${x}, '%Y-%m') END`, type: 'text' };
    case 'prefix':
      return { sql: `left(${textOf(x, type)}, ${mask.keep})`, type: 'text' };
    case 'bins': {
      const width = numberLiteral(mask.width);
      return { sql: `floor(CAST(${x} AS DOUBLE) / ${width}) * ${width}`, type: 'number' };
    }
    default:
      return assertNever(mask);
  }
}
