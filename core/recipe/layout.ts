import { assertNever } from '../errors.ts';
import type { FittedColumn } from './fitted.ts';

/** The features that come from one column: `start` to `end - 1`. */
export interface FeatureGroup {
  readonly column: string;
  readonly kind: FittedColumn['kind'];
  readonly start: number;
  readonly end: number;
}

/** Names of all features in order, and which column each run of features comes from. */
export interface FeatureLayout {
  readonly featureNames: string[];
  readonly groups: FeatureGroup[];
}

/**
 * Where each column's features stand. A number gives its value and "x is missing"; a boolean likewise; a category
 * "x = level" for each level, then "x = (other)" and "x = (missing)"; a time its days, "x is missing",
 * "x month = 3" and "x weekday = 1".
 */
export function layoutFeatures(columns: readonly FittedColumn[]): FeatureLayout {
  const featureNames: string[] = [];
  const groups = columns.map((column) => {
    const start = featureNames.length;
    featureNames.push(...namesOf(column));
    return { column: column.column, kind: column.kind, start, end: featureNames.length };
  });
  return { featureNames, groups };
}

function namesOf(column: FittedColumn): string[] {
  const name = column.column;
  switch (column.kind) {
    case 'number':
    case 'boolean':
      return column.hasIndicator ? [name, `${name} is missing`] : [name];
    case 'category':
      return [
        ...column.levels.map((level) => `${name} = ${level}`),
        ...(column.hasOther ? [`${name} = (other)`] : []),
        ...(column.missingAs === 'own' ? [`${name} = (missing)`] : []),
      ];
    case 'time':
      return [
        name,
        ...(column.hasIndicator ? [`${name} is missing`] : []),
        ...column.months.map((month) => `${name} month = ${month}`),
        ...column.weekdays.map((weekday) => `${name} weekday = ${weekday}`),
      ];
    default:
      return assertNever(column);
  }
}
