import type { Detector, ProfileContext } from '../detector.ts';
import { evidenceLimit } from '../evidence.ts';
import { countText, numberText, quoted } from '../phrase.ts';
import { type SampledColumn, sampleNote, tableSample, thinned } from '../table-sample.ts';
import { correlationsOf } from '../threads.ts';
import { inflatedColumns, inverseOf } from '../variance-inflation.ts';

/**
 * Numbers that others nearly add up to: a variance inflation factor above 10. Missing and infinite cells stand at
 * the mean. Identifiers, the target, moments and constants are left out. One finding names all such columns;
 * giving up those that it offers to drop brings all others to 10 or less. Counts the rows looked at.
 */
export const correlationCollinear: Detector = {
  id: 'correlation.collinear',
  cost: 'pairs',
  needsTarget: false,
  async detect(context) {
    const { inflation, inflationWork } = context.thresholds;
    const sample = await tableSample(context);
    const columns = await numericColumns(context, sample.columns);
    const size = columns.length;
    const rows = thinned(sample.rows.length, Math.max(2000, inflationWork / size ** 2));
    if (size < 2 || rows.length < 2 * size) return { issues: [] };
    const units: Float64Array[] = [];
    for (const { numbers } of columns) {
      units.push(unitOf(numbers, rows));
      await context.pause();
    }
    const inverse = inverseOf(await correlationsOf(units, context), size);
    const scale = (count: number) => (rows.length - count) / (rows.length - 1);
    const factors = columns
      .map(({ facts }, i) => ({
        name: facts.column.name,
        factor: (inverse[i * size + i] ?? 1) * scale(size),
      }))
      .filter(({ factor }) => factor > inflation);
    const note = sampleNote(sample, rows.length);
    if (factors.length === 0) return { issues: [], ...note };
    const worst = factors.toSorted((a, b) => b.factor - a.factor);
    const dropped = inflatedColumns({ inverse, size, limit: inflation, scale }).map(
      (i) => columns[i]?.facts.column.name ?? '',
    );
    const listed = worst.slice(0, 5).map(({ name, factor }) => `${name} ${factorText(factor)}`);
    const others = worst.length > 5 ? ` and ${countText(worst.length - 5)} more` : '';
    return {
      issues: [
        {
          detector: 'correlation.collinear',
          severity: 'note',
          columns: factors.map(({ name }) => name),
          count: rows.length,
          share: rows.length / context.table.rowCount,
          measure: 'largest variance inflation factor',
          statistic: worst[0]?.factor ?? null,
          threshold: inflation,
          rows: Array.from(rows.subarray(0, evidenceLimit), (row) => sample.rows[row] ?? 0),
          title: `${countText(factors.length)} columns follow from other columns`,
          message: `Variance inflation: ${listed.join(', ')}${others}. Weights of such columns are unstable: they can swing, even change sign, without any change in predictions. Without ${quoted(dropped, 3)} no factor exceeds ${numberText(inflation)}.`,
          fixes: [{ kind: 'drop-columns', label: `Drop ${quoted(dropped, 3)}`, columns: dropped }],
        },
      ],
      ...note,
    };
  },
};

async function numericColumns(
  context: ProfileContext,
  columns: readonly SampledColumn[],
): Promise<SampledColumn[]> {
  const chosen: SampledColumn[] = [];
  for (const column of columns) {
    const { facts } = column;
    if (facts.numeric === null || facts === context.targetColumn || facts.statistics.distinct < 2) continue;
    if ((await context.idReason(facts)) !== null) continue;
    const first = column.numbers.find((value) => Number.isFinite(value));
    if (column.numbers.some((value) => value !== first && Number.isFinite(value))) chosen.push(column);
  }
  return chosen;
}

/** The numbers in these rows with mean 0 and length 1; what is missing or infinite stands at the mean. */
function unitOf(numbers: Float64Array, rows: Uint32Array): Float64Array {
  const unit = new Float64Array(rows.length);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < unit.length; i++) {
    const value = numbers[rows[i] ?? 0] ?? Number.NaN;
    unit[i] = value;
    if (value - value !== 0) continue;
    sum += value;
    count++;
  }
  const mean = sum / Math.max(1, count);
  let squares = 0;
  for (let i = 0; i < unit.length; i++) {
    const distance = (unit[i] ?? 0) - mean;
    const centred = distance - distance === 0 ? distance : 0;
    unit[i] = centred;
    squares += centred * centred;
  }
  const length = Math.sqrt(squares);
  if (length > 0) for (let i = 0; i < unit.length; i++) unit[i] = (unit[i] ?? 0) / length;
  return unit;
}

function factorText(factor: number): string {
  return factor > 1e6 ? 'over a million' : numberText(factor);
}
