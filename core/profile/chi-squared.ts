/** A chi-squared test of independence on a table of counts. */
export interface ChiSquared {
  readonly statistic: number;
  readonly degrees: number;
  /** Upper tail of the statistic under independence. */
  readonly pValue: number;
}

/**
 * Pearson's test (1900) that two rows of counts over the same classes have equal shares. Classes with fewer than
 * one expected count in either row are pooled (Cochran, 1954). Null when fewer than two classes are left.
 */
export function chiSquaredTwoRows(first: readonly number[], second: readonly number[]): ChiSquared | null {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const n = sum(first) + sum(second);
  const rarer = Math.min(sum(first), sum(second)) / n;
  const cells: [number, number][] = [];
  const pooled: [number, number] = [0, 0];
  first.forEach((count, i) => {
    const other = second[i] ?? 0;
    if ((count + other) * rarer >= 1) cells.push([count, other]);
    else {
      pooled[0] += count;
      pooled[1] += other;
    }
  });
  if ((pooled[0] + pooled[1]) * rarer >= 1) cells.push(pooled);
  if (cells.length < 2) return null;
  const totals = [0, 1].map((row) => sum(cells.map((cell) => cell[row] ?? 0)));
  const kept = sum(totals);
  let statistic = 0;
  for (const cell of cells) {
    for (const row of [0, 1]) {
      const expected = ((totals[row] ?? 0) * (cell[0] + cell[1])) / kept;
      statistic += ((cell[row] ?? 0) - expected) ** 2 / expected;
    }
  }
  const degrees = cells.length - 1;
  return { statistic, degrees, pValue: chiSquaredTail(statistic, degrees) };
}

/** The probability that a chi-squared variable with these degrees of freedom exceeds `statistic`; 0 below 1e-300. */
export function chiSquaredTail(statistic: number, degrees: number): number {
  if (!(statistic > 0)) return 1;
  const a = degrees / 2;
  const x = statistic / 2;
  const scale = Math.exp(a * Math.log(x) - x - logGammaOfHalf(degrees));
  return x < a + 1 ? Math.max(0, 1 - scale * lowerSeries(a, x)) : scale * upperFraction(a, x);
}

/** Series of the incomplete gamma function (Abramowitz and Stegun 6.5.29). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > 1e-16 * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** Continued fraction of its complement (Abramowitz and Stegun 6.5.31), evaluated after Lentz (1976). */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < 10_000; k++) {
    const factor = -k * (k - a);
    b += 2;
    d = 1 / nonZero(factor * d + b, tiny);
    c = nonZero(b + factor / c, tiny);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** Logarithm of gamma(n / 2) for whole n from 1, by gamma(x + 1) = x gamma(x). */
function logGammaOfHalf(n: number): number {
  let log = n % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let x = n % 2 === 0 ? 1 : 0.5; x < n / 2; x++) log += Math.log(x);
  return log;
}
