import type { Detector } from '../detector.ts';
import { firstRows } from '../evidence.ts';
import { counted, countText, percent } from '../phrase.ts';

/**
 * Targets whose rarest class is rare: below a tenth of labelled rows, or of more than five classes below half of an equal share, or an entropy score of 0.5 and more, is a
 * warning; fewer than 100 rows a note. The score is 1 - H / log k, H the entropy of the class shares
 * (one minus the evenness of Pielou, 1966). Counts the rows of the rarest class.
 */
export const targetImbalance: Detector = {
  id: 'target.imbalance',
  cost: 'statistics',
  needsTarget: true,
  async detect({ table, thresholds, targetClasses }) {
    const { column, codes, names, counts, labelled } = await targetClasses();
    const rarest = counts.indexOf(Math.min(...counts));
    const count = counts[rarest] ?? 0;
    const share = count / labelled;
    const score = entropyScore(counts.map((rows) => rows / labelled));
    const least = Math.min(thresholds.imbalanceShare, thresholds.imbalanceEqual / names.length);
    const isRare = share < least;
    const isUneven = score >= thresholds.imbalanceEntropy;
    if (!isRare && !isUneven && count >= thresholds.imbalanceRows) return { issues: [] };
    const { name } = column.column;
    const measured = isRare
      ? { measure: 'share of the rarest class', statistic: share, threshold: least }
      : isUneven
        ? { measure: 'entropy score', statistic: score, threshold: thresholds.imbalanceEntropy }
        : { measure: 'rows of the rarest class', statistic: count, threshold: thresholds.imbalanceRows };
    const few =
      count < thresholds.imbalanceRows
        ? ' So few rows make every estimate for this class uncertain.'
        : ' Accuracy would look good for a model that never finds this class: judge by precision and recall.';
    return {
      issues: [
        {
          detector: 'target.imbalance',
          severity: isRare || isUneven ? 'warning' : 'note',
          columns: [name],
          count,
          share: count / table.rowCount,
          ...measured,
          rows: firstRows(codes.length, (i) => codes[i] === rarest),
          title: isRare || isUneven ? `Few rows are "${names[rarest]}"` : `Class "${names[rarest]}" is small`,
          message: `"${names[rarest]}" is the rarest of ${countText(names.length)} classes of ${name}: ${counted(count, 'row')}, ${percent(share)} of ${countText(labelled)}; the entropy score is ${score.toFixed(2)}.${few}`,
          fixes: [],
        },
      ],
    };
  },
};

function entropyScore(shares: readonly number[]): number {
  const entropy = shares.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0);
  return 1 - entropy / Math.log(shares.length);
}
