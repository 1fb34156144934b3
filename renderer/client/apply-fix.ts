import { isApplied, isNoFeature } from '../../core/contract/apply-fix.ts';
import type { RecipeSpec } from '../../core/contract/experiment.ts';
import type { Fix, Issue } from '../../core/contract/profile.ts';
import type { RowCondition } from '../../core/contract/recipe-step.ts';
import { columnLabel } from '../ui/column-name.ts';
import { formatPercent, formatPlural } from '../ui/format.ts';

export {
  applyFix,
  applyFixToSpec,
  isApplied,
  removeFix,
  removeFixFromSpec,
} from '../../core/contract/apply-fix.ts';

/**
 * True when the recipe holds one of the issue's fixes, or uses no column that the issue is about as a feature. What is
 * wrong with the time of the rows matters all the more when rows are parted by it.
 */
export function isAnswered(recipe: RecipeSpec, issue: Issue): boolean {
  if (issue.fixes.some((fix) => isApplied(recipe, fix))) return true;
  const isOut = (name: string) =>
    isNoFeature(recipe, name) &&
    !(
      Object.hasOwn(recipe.roles, name) &&
      recipe.roles[name] === 'time' &&
      issue.detector.startsWith('time.')
    );
  return issue.columns.length > 0 && issue.columns.every(isOut);
}

/** What the fix did, in words. */
export function describeFix(fix: Fix): string {
  switch (fix.kind) {
    case 'drop-columns':
      return `dropped ${fix.columns.map(columnLabel).join(', ')}`;
    case 'mark-missing':
      return `marked ${fix.values.join(', ')} in ${fix.column} as missing`;
    case 'drop-duplicate-rows':
      return 'dropped duplicate rows';
    case 'limit-levels':
      return `limited levels to ${fix.maxLevels} per column`;
    case 'cast':
      return `read ${fix.column} as ${fix.to}`;
    case 'merge-spellings':
      return `merged spellings in ${fix.column}`;
    case 'redecode':
      return `read garbled characters of ${fix.column} anew`;
    case 'trim':
      return `trimmed ${fix.column}`;
    case 'convert':
      return `brought ${fix.column} to one unit`;
    case 'clip':
      return `clipped ${fix.column}`;
    case 'log1p':
      return `took the logarithm of ${fix.column}`;
    case 'missing-indicator':
      return `marked where ${fix.column} is missing with a feature`;
    case 'mask':
      return fix.mask.method === 'drop'
        ? `dropped ${fix.column}`
        : fix.mask.method === 'hash'
          ? `hashed ${fix.column}`
          : `made ${fix.column} coarser`;
    case 'role':
      return `made ${fix.column} ${roleText[fix.role]}`;
    case 'drop-rows':
      return `left out ${describeRows(fix.where)}`;
  }
}

const roleText: Readonly<Record<Extract<Fix, { kind: 'role' }>['role'], string>> = {
  id: 'an identifier',
  group: 'a group',
  time: 'the time',
  protected: 'a protected column',
  ignore: 'a column to ignore',
};

/** Which rows a condition means: "rows without age", "12 rows". */
export function describeRows(where: RowCondition): string {
  if (where.kind === 'rows') return formatPlural(where.rows.length, 'row');
  return `rows ${describeTest(where)}`;
}

/** A condition as words that follow "rows". */
function describeTest(where: RowCondition): string {
  switch (where.kind) {
    case 'missing':
      return `without ${where.column}`;
    case 'equals':
      return `where ${where.column} is ${where.values.join(' or ')}`;
    case 'compare':
      return `where ${where.column} ${where.operator} ${where.value}`;
    case 'duplicates': {
      const columns = where.columns.length === 0 ? 'every column' : where.columns.map(columnLabel).join(', ');
      return where.keep === 'first' ? `that repeat another in ${columns}` : `that share ${columns}`;
    }
    case 'missing-share':
      return `that lack more than ${formatPercent(where.above)} of their cells`;
    case 'rows':
      return `among ${formatPlural(where.rows.length, 'listed row')}`;
    case 'all':
      return where.of.map(describeTest).join(' and ');
  }
}
