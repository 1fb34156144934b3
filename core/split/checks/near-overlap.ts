import { nearPairs } from '../../profile/detectors/duplicate-near.ts';
import { evidenceLimit } from '../../profile/evidence.ts';
import { leaveOutCopies } from '../../profile/leave-out-rows.ts';
import { counted, countText, numberText, percent } from '../../profile/phrase.ts';
import { sampleNote } from '../../profile/table-sample.ts';
import { PART } from '../plan.ts';
import { countParts } from './part-rows.ts';
import type { SplitCheck } from './split-check.ts';

/**
 * Rows on both sides of the split that differ only in spelling, in an identifier or by a hair, as duplicate.near finds
 * them: in a sample of large tables, stated, and in blocks of columns over all rows. Counts the test and validation
 * rows with such a copy in an earlier part.
 */
export const nearOverlap: SplitCheck = {
  id: 'split.near-overlap',
  async detect({ profile, parts, limits }) {
    const near = await nearPairs(profile);
    if (near === null) return { issues: [] };
    const note = sampleNote(near.sample);
    const partOf = (row: number) => parts[row - 1] ?? PART.excluded;
    const crossing = near.found.filter(
      ({ rows: [a, b] }) =>
        partOf(a) !== partOf(b) && partOf(a) !== PART.excluded && partOf(b) !== PART.excluded,
    );
    const [closest] = crossing;
    if (!closest) return { issues: [], ...note };
    const later = new Set(crossing.map(({ rows: [a, b] }) => (partOf(a) > partOf(b) ? a : b)));
    const test = [...later].filter((row) => partOf(row) === PART.test).length;
    const validation = later.size - test;
    const sizes = countParts(parts);
    const share = Math.max(test / sizes.test || 0, validation / sizes.validation || 0);
    const evidence = new Set(crossing.slice(0, evidenceLimit / 2).flatMap(({ rows }) => rows));
    return {
      issues: [
        {
          detector: 'split.near-overlap',
          severity: share > limits.overlapError ? 'warning' : 'note',
          columns: [],
          count: later.size,
          share: later.size / profile.table.rowCount,
          measure: 'largest share of a part with a near copy in an earlier one',
          statistic: share,
          threshold: share > limits.overlapError ? limits.overlapError : 0,
          rows: [...evidence].sort((a, b) => a - b),
          title: `${near.isCut ? 'At least ' : ''}${counted(later.size, 'held-out row')} ${later.size === 1 ? 'is' : 'are'} nearly equal to rows in other parts`,
          message: `${counted(test, 'test row')} (${percent(test / sizes.test || 0)}) and ${counted(validation, 'validation row')} have a near copy in an earlier part, for example rows ${countText(Math.min(...closest.rows))} and ${countText(Math.max(...closest.rows))} (distance ${numberText(closest.distance)}). For these the test asks what was learned by heart.`,
          fixes: near.isCut ? [] : leaveOutCopies(near.found),
        },
      ],
      ...note,
    };
  },
};
