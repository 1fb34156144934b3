import type { Issue } from '../../contract/profile.ts';
import { chiSquaredTwoRows } from '../../profile/chi-squared.ts';
import { rejectedHypotheses } from '../../profile/false-discovery.ts';
import { isMissingAt, type MissingColumn, missingness } from '../../profile/missingness.ts';
import { countText, percent } from '../../profile/phrase.ts';
import { PART } from '../plan.ts';
import { countParts, firstRowsOf, type HeldOut, heldOut } from './part-rows.ts';
import type { SplitCheck } from './split-check.ts';

/** Features that are missing more or less often in validation or test than in train: chi-squared with Benjamini and Hochberg's correction, and a difference in shares. A note after a split by time. Exact over all rows. */
export const missingShift: SplitCheck = {
  id: 'split.missing-shift',
  async detect({ profile, features, parts, limits, kind }) {
    const sizes = countParts(parts);
    const { columns } = await missingness(profile);
    const compared = columns
      .filter(({ facts }) => features.includes(facts))
      .flatMap((column) => {
        const missing = missingPerPart(column, parts);
        return heldOut.map((part) => {
          const [train, other] = [missing.train, missing[part]];
          const test = chiSquaredTwoRows([train, sizes.train - train], [other, sizes[part] - other]);
          return {
            column,
            part,
            train: train / sizes.train,
            other: other / sizes[part],
            count: other,
            pValue: test?.pValue ?? 1,
          };
        });
      });
    const isSignificant = rejectedHypotheses(
      compared.map(({ pValue }) => pValue),
      limits.splitSignificance,
    );
    const issues = compared.flatMap(({ column, part, train, other, count }, i): Issue[] => {
      const difference = Math.abs(other - train);
      if (isSignificant[i] !== true || difference < limits.missingShift) return [];
      const { name } = column.facts.column;
      return [
        {
          detector: 'split.missing-shift',
          severity: kind === 'time' ? 'note' : 'warning',
          columns: [name],
          count,
          share: count / profile.table.rowCount,
          measure: 'difference in shares of missing cells',
          statistic: difference,
          threshold: limits.missingShift,
          rows: firstRowsOf(parts, PART[part], (row) => isMissingAt(column, row)),
          title: `${name} is missing ${other > train ? 'more' : 'less'} often in ${part} than in train`,
          message: `${percent(other)} of ${part} (${countText(count)} rows) against ${percent(train)} of train. What fills the gaps was learned where they are ${other > train ? 'rarer' : 'more frequent'}.`,
          fixes: [],
        },
      ];
    });
    return { issues };
  },
};

function missingPerPart(column: MissingColumn, parts: Uint8Array): Record<'train' | HeldOut, number> {
  return countParts(parts.map((part, row) => (isMissingAt(column, row) ? part : PART.excluded)));
}
