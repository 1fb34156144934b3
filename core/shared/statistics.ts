/**
 * The sum of all values, correctly rounded, so that the order of the values does not matter.
 * Empty gives 0. NaN, or infinities of both signs, give NaN; one infinity gives that infinity, as does overflow.
 * Method: non-overlapping partial sums (Shewchuk 1997, Adaptive precision floating-point arithmetic).
 */
export function exactSum(values: ArrayLike<number>): number {
  const partials: number[] = [];
  let special = 0;
  let hasSpecial = false;
  for (let i = 0; i < values.length; i++) {
    let x = values[i] ?? 0;
    if (!Number.isFinite(x)) {
      special += x;
      hasSpecial = true;
      continue;
    }
    let kept = 0;
    for (let j = 0; j < partials.length; j++) {
      let y = partials[j] ?? 0;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return hasSpecial ? special : roundedSum(partials);
}

/** Arithmetic mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  return exactSum(values) / (values.length || Number.NaN);
}

/** Sample variance, divided by n - 1; NaN for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return Number.NaN;
  const centre = mean(values);
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) squares[i] = ((values[i] ?? 0) - centre) ** 2;
  return exactSum(squares) / (n - 1);
}

/** Square root of the sample variance; NaN for fewer than two values. */
export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

/**
 * The value below which a share `q` (0 to 1) of the values lies, interpolated linearly between order
 * statistics (type 7 of Hyndman and Fan 1996). NaN for no values or when a value is NaN.
 */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileSorted(Float64Array.from(values).sort(), q);
}

/** `quantile` for values already in ascending order (NaN last, as typed arrays sort). */
export function quantileSorted(sorted: ArrayLike<number>, q: number): number {
  const n = sorted.length;
  if (n === 0 || !(q >= 0 && q <= 1) || Number.isNaN(sorted[n - 1])) return Number.NaN;
  const position = q * (n - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, n - 1)] ?? Number.NaN;
  return low === high ? low : low + (position - below) * (high - low);
}

/**
 * The quantile of the standard normal distribution for a probability strictly between 0 and 1, by bisection
 * on the distribution function (error below 1e-7); infinite at 0 and 1, NaN outside.
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability === 0 || probability === 1) return probability === 0 ? -Infinity : Infinity;
  let low = -40;
  let high = 40;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Normal distribution function through the complementary error function's continued fraction and series. */
function normalBelow(z: number): number {
  const x = Math.abs(z);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let upper = 0;
  if (x < 3) {
    let term = x;
    let sum = x;
    for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
      term *= (x * x) / (2 * k + 1);
      sum += term;
    }
    upper = 0.5 - density * sum;
  } else {
    let fraction = 0;
    for (let k = 80; k >= 1; k--) fraction = k / (x + fraction);
    upper = density / (x + fraction);
  }
  return z > 0 ? 1 - upper : upper;
}

/** Rounds partial sums of increasing magnitude once, half to even across the last two. */
function roundedSum(partials: readonly number[]): number {
  let at = partials.length - 1;
  if (at < 0) return 0;
  let high = partials[at--] ?? 0;
  let low = 0;
  while (at >= 0) {
    const x = high;
    const y = partials[at--] ?? 0;
    high = x + y;
    low = y - (high - x);
    if (low !== 0) break;
  }
  const next = partials[at] ?? 0;
  if (at >= 0 && low !== 0 && low < 0 === next < 0 && next !== 0) {
    const twice = low * 2;
    const rounded = high + twice;
    if (twice === rounded - high) return rounded;
  }
  return high;
}
