import { assertNever } from '../errors.ts';
import { booleanCell, type Expression, numberCell, textCell, timeCells } from './cells.ts';
import type { FittedColumn, FittedRecipe, NumberSteps } from './fitted.ts';
import { layoutFeatures } from './layout.ts';

/**
 * One item of a select list. With `width` null its value is feature `feature`. Otherwise it is one-hot: a number
 * from 0 to width - 1 says which of the features from `feature` on is 1, and -1 that none is.
 */
export interface CompiledExpression extends Expression {
  readonly feature: number;
  readonly width: number | null;
}

/** A recipe as SQL over c0, c1, … after its steps: every expression looks at one row only, so it can be streamed and repeated. */
export interface CompiledRecipe {
  readonly expressions: readonly CompiledExpression[];
  readonly columnCount: number;
}

/** Turns a fitted recipe into SQL. One-hot columns stay one number wide until they reach the matrix. */
export function compileRecipe(fitted: FittedRecipe): CompiledRecipe {
  const { groups, featureNames } = layoutFeatures(fitted.columns);
  const expressions = fitted.columns.flatMap((column, i) => compileColumn(column, groups[i]?.start ?? 0));
  return { expressions, columnCount: featureNames.length };
}

function compileColumn(column: FittedColumn, start: number): CompiledExpression[] {
  switch (column.kind) {
    case 'number':
      return compileNumber(numberCell(column, column.missing), column, start);
    case 'boolean':
      return compileNumber(booleanCell(column, column.missing), { ...column, center: 0, scale: 1 }, start);
    case 'category':
      return [compileCategory(column, start)];
    case 'time': {
      const { days, month, weekday } = timeCells(column, column.missing);
      const months = start + (column.hasIndicator ? 2 : 1);
      return [
        ...compileNumber(days, column, start),
        oneHot({ cell: month, levels: column.months, feature: months }),
        oneHot({ cell: weekday, levels: column.weekdays, feature: months + column.months.length }),
      ].filter(({ width }) => width !== 0);
    }
    default:
      return assertNever(column);
  }
}

function compileNumber(cell: Expression, steps: NumberSteps, feature: number): CompiledExpression[] {
  const { sql, values } = cell;
  const scaled = (value: number) => (steps.scale === 0 ? 0 : (value - steps.center) / steps.scale);
  const value =
    steps.scale === 0
      ? { sql: 'CAST(0 AS DOUBLE)', values: [] }
      : {
          sql:
            `CASE WHEN isfinite(${sql}) THEN (${sql} - CAST(? AS DOUBLE)) / CAST(? AS DOUBLE) ` +
            'ELSE CAST(? AS DOUBLE) END',
          values: [...values, ...values, steps.center, steps.scale, scaled(steps.impute)],
        };
  const expressions: CompiledExpression[] = [{ ...value, feature, width: null }];
  if (steps.hasIndicator) {
    const indicator = `CAST(CASE WHEN isfinite(${sql}) THEN 0 ELSE 1 END AS DOUBLE)`;
    expressions.push({ sql: indicator, values, feature: feature + 1, width: null });
  }
  return expressions;
}

function compileCategory(column: FittedColumn & { kind: 'category' }, feature: number): CompiledExpression {
  const { levels, hasOther, missingAs } = column;
  const other = hasOther ? levels.length : -1;
  const own = levels.length + (hasOther ? 1 : 0);
  const missing = { own, 'most-frequent': levels.length > 0 ? 0 : -1, none: -1 }[missingAs];
  return {
    ...oneHot({ cell: textCell(column, column.missing), levels, feature, other, missing }),
    width: own + (missingAs === 'own' ? 1 : 0),
  };
}

function oneHot(options: {
  cell: Expression;
  levels: readonly (string | number)[];
  feature: number;
  other?: number;
  missing?: number;
}): CompiledExpression {
  const { cell, levels, feature, other = -1, missing = -1 } = options;
  const branches = levels.map((_, code) => `WHEN ? THEN ${code}`).join(' ');
  const code = levels.length === 0 ? `${other}` : `CASE ${cell.sql} ${branches} ELSE ${other} END`;
  return {
    sql: `CAST(CASE WHEN (${cell.sql}) IS NULL THEN ${missing} ELSE ${code} END AS DOUBLE)`,
    values: levels.length === 0 ? cell.values : [...cell.values, ...cell.values, ...levels],
    feature,
    width: levels.length,
  };
}
