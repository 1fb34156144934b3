import { describe, expect, test } from 'vitest';
import { fitLogistic, type LogisticWork, predictLogistic } from '../../core/profile/label/logistic-fit.ts';
import { createRng } from '../../core/shared/rng.ts';

const cases = [
  { name: 'two classes', rowCount: 1500, width: 9, classes: 2 },
  { name: 'four classes', rowCount: 1500, width: 7, classes: 4 },
  { name: 'a rare class', rowCount: 3000, width: 12, classes: 2, lead: 4 },
  { name: 'rare classes of four', rowCount: 3000, width: 5, classes: 4, lead: 4 },
  { name: 'hardly more rows than columns', rowCount: 150, width: 101, classes: 2 },
  { name: 'columns that depend on each other', rowCount: 1500, width: 15, classes: 3, isDependent: true },
];

describe('logistic fit', () => {
  test.each(cases)('meets its tolerance with $name', async (options) => {
    const task = drawTask(options);
    const weights = await fitLogistic(task);
    expect(largest(slopes(task, weights))).toBeLessThanOrEqual(1e-4 * task.rows.length);
  });

  test.each(cases)('is the same with pauses and beside other fits, with $name', async (options) => {
    const task = drawTask(options);
    const alone = await fitLogistic(task);
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
    const fits = [task, drawTask({ ...options, rowCount: 400 }), task];
    const [first, , third] = await Promise.all(fits.map((fit) => fitLogistic({ ...fit, pause })));
    expect(first).toEqual(alone);
    expect(third).toEqual(alone);
  });

  test('fits only the rows it is given', async () => {
    const task = drawTask({ rowCount: 900, width: 6, classes: 2 });
    const rows = task.rows.filter((row) => row % 3 !== 0);
    const { width, cells } = task.design;
    const kept = Array.from(rows, (row) => [...cells.subarray(row * width, (row + 1) * width)]).flat();
    const dense = {
      design: { rowCount: rows.length, width, cells: Float64Array.from(kept) },
      rows: rows.map((_, i) => i),
      codes: Int32Array.from(rows, (row) => task.codes[row] ?? 0),
      classes: 2,
    };
    expect(await fitLogistic({ ...task, rows })).toEqual(await fitLogistic(dense));
  });

  test('stays finite when all rows are of one class', async () => {
    const task = drawTask({ rowCount: 200, width: 4, classes: 2 });
    const weights = await fitLogistic({ ...task, codes: task.codes.map(() => 1) });
    expect(weights.every(Number.isFinite)).toBe(true);
  });
});

/** Every other feature is an indicator. `lead` is the advantage of the first class, in log-odds. */
function drawTask(options: {
  rowCount: number;
  width: number;
  classes: number;
  lead?: number;
  isDependent?: boolean;
}): LogisticWork {
  const { rowCount, width, classes, lead = 0, isDependent = false } = options;
  const rng = createRng(7);
  const cells = new Float64Array(rowCount * width).fill(1);
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row);
  const pull = Float64Array.from({ length: width * classes }, () => rng.normal());
  const codes = Int32Array.from(rows, (row) => {
    for (let f = 0; f < width - 1; f++)
      cells[row * width + f] = f % 2 === 0 ? rng.normal() : Number(rng.next() < 0.1);
    if (isDependent) cells[row * width + 2] = 1 - (cells[row * width + 1] ?? 0);
    const scores = Array.from({ length: classes }, (_, code) => {
      let score = (code === 0 ? lead : 0) - Math.log(-Math.log(rng.next() || 0.5));
      for (let f = 0; f < width - 1; f++)
        score += ((cells[row * width + f] ?? 0) * (pull[f * classes + code] ?? 0)) / 2;
      return score;
    });
    return scores.indexOf(Math.max(...scores));
  });
  return { design: { rowCount, width, cells }, rows, codes, classes };
}

/** Derivatives of the penalised loss by each weight, the plain way. */
function slopes({ design, rows, codes, classes }: LogisticWork, weights: Float64Array): Float64Array {
  const { width, cells } = design;
  const outputs = classes === 2 ? 1 : classes;
  const p = predictLogistic({ design, rows, weights, classes });
  return weights.map((weight, at) => {
    const [f, o] = [Math.floor(at / outputs), at % outputs];
    const code = outputs === 1 ? 1 : o;
    let slope = f < width - 1 ? weight : 0;
    rows.forEach((row, i) => {
      const residual = (p[i * classes + code] ?? 0) - (codes[row] === code ? 1 : 0);
      slope += (cells[row * width + f] ?? 0) * residual;
    });
    return slope;
  });
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
