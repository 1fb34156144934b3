import type { Issue } from '../../contract/profile.ts';
import { evidenceLimit } from '../../profile/evidence.ts';
import { counted, quoted } from '../../profile/phrase.ts';
import { PART } from '../plan.ts';
import { countsOf } from './part-rows.ts';
import type { SplitCheck } from './split-check.ts';

/** Values of the target that validation or test rows have and training rows do not, before classes are merged. Exact over all rows. */
export const newLabel: SplitCheck = {
  id: 'split.new-label',
  async detect({ profile, labels, parts }) {
    const target = profile.targetColumn;
    if (target === null) return { issues: [] };
    const { name } = target.column;
    const { codes, names } = await profile.values.levels(target.column);
    const known = countsOf(codes, names.length, parts, PART.train);
    const unknown = new Set<number>();
    const rows: number[] = [];
    let count = 0;
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row] ?? -1;
      const isHeldOut = parts[row] === PART.validation || parts[row] === PART.test;
      if (!isHeldOut || code < 0 || known[code] !== 0) continue;
      count++;
      unknown.add(code);
      if (rows.length < evidenceLimit) rows.push(row + 1);
    }
    if (count === 0) return { issues: [] };
    const isClass = labels.classNames.length === names.length;
    const issue: Issue = {
      detector: 'split.new-label',
      severity: isClass ? 'error' : 'warning',
      columns: [name],
      count,
      share: count / profile.table.rowCount,
      measure: 'values of the target that training rows lack',
      statistic: unknown.size,
      threshold: 0,
      rows,
      title: `${counted(unknown.size, 'value')} of ${name} ${unknown.size === 1 ? 'is' : 'are'} in no training row`,
      message: `${counted(count, 'validation or test row')} ${count === 1 ? 'has' : 'have'} ${quoted([...unknown].slice(0, 3).map((code) => names[code] ?? ''))} as ${name}, of which no training row is. ${isClass ? 'A model cannot predict a class that it never saw.' : 'They count as a class whose other kinds the model learned.'}`,
      fixes: [],
    };
    return { issues: [issue] };
  },
};
