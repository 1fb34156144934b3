import type { Issue } from '../../contract/profile.ts';
import { rowsOfCodes } from '../code-keys.ts';
import type { ColumnFacts } from '../column-facts.ts';
import type { Detector, ProfileContext } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { wordsOf } from '../identifier.ts';
import { countText, percent } from '../phrase.ts';
import type { Thresholds } from '../thresholds.ts';

/**
 * Features that name something which has several rows, such as a patient: the name says id (20 values and more),
 * or names a person or thing and the values are codes or whole numbers with few rows each. Counts the rows that
 * share their value with another.
 */
export const idGroup: Detector = {
  id: 'id.group',
  cost: 'columns',
  needsTarget: false,
  async detect(context) {
    const issues: Issue[] = [];
    for (const facts of context.features) {
      const reason = groupReason(facts, context.thresholds);
      if (reason === null) continue;
      await context.pause();
      const issue = await describe(context, facts, reason);
      if (issue !== null) issues.push(issue);
    }
    return { issues };
  },
};

const idWords = new Set(['id', 'ids', 'uid', 'uuid', 'guid', 'identifier']);
const entityWords = new Set(
  ['patient', 'customer', 'client', 'user', 'subject', 'person', 'individual', 'household', 'participant']
    .concat(['member', 'account', 'session', 'device', 'animal', 'student', 'employee', 'respondent', 'vin'])
    .concat(['subjectid', 'userid', 'patientid', 'customerid']),
);
/** Words that say that the column counts, dates or measures the entity and does not name it. */
const otherWords = new Set(
  [
    'count',
    'age',
    'type',
    'size',
    'since',
    'date',
    'year',
    'month',
    'day',
    'time',
    'score',
    'rate',
    'number',
    'no',
  ]
    .concat(['value', 'length', 'duration', 'days', 'total', 'mean', 'status', 'class', 'level', 'segment'])
    .concat(['income', 'balance', 'name', 'weight', 'height']),
);

function groupReason({ column, statistics, numeric }: ColumnFacts, limits: Thresholds): string | null {
  const { count, distinct } = statistics;
  const isWhole = numeric?.isWhole === true && numeric.statistics.infinite === 0;
  if ((column.type !== 'text' && !isWhole) || distinct < limits.groupLevels || distinct >= count) return null;
  const words = wordsOf(column.name);
  if (words.some((word) => idWords.has(word))) return 'its name says id';
  if (!words.some((word) => entityWords.has(word)) || words.some((word) => otherWords.has(word))) return null;
  return distinct >= limits.groupShare * count ? 'its name is that of a person or thing' : null;
}

const groupsShown = 5;

async function describe(context: ProfileContext, facts: ColumnFacts, reason: string): Promise<Issue | null> {
  const { table, values } = context;
  const { column, statistics } = facts;
  const { name } = column;
  const { codes, size } = await values.codes(column);
  const counts = rowsOfCodes(codes, size);
  const shared = counts.filter((rows) => rows > 1);
  if (shared.length === 0) return null;
  // The groups that begin first, however the codes are numbered.
  const shown = new Set<number>();
  for (let row = 0; row < codes.length && shown.size < groupsShown; row++) {
    const code = codes[row] ?? -1;
    if ((counts[code] ?? 0) > 1) shown.add(code);
  }
  const count = shared.reduce((total, rows) => total + rows, 0);
  const largest = shared.reduce((most, rows) => Math.max(most, rows), 0);
  const mean = statistics.count / statistics.distinct;
  return {
    detector: 'id.group',
    severity: 'warning',
    columns: [name],
    count,
    share: count / table.rowCount,
    measure: 'rows per value',
    statistic: mean,
    threshold: 1,
    rows: firstRows(table.rowCount, (row) => shown.has(codes[row] ?? -1)),
    title: `${name} names groups of rows`,
    message: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}, and ${countText(shared.length)} of its ${countText(statistics.distinct)} values stand in several rows (up to ${countText(largest)}, ${mean.toFixed(1)} on average), ${percent(count / table.rowCount)} of all. Rows of one group resemble each other; a random split puts them on both sides, and the test then rewards memory. Split by this column.`,
    fixes: [{ kind: 'role', label: `Split by ${name}`, column: name, role: 'group' }],
  };
}
