/** How errors thin out with the margin of the baseline: down to nothing, or to a floor that wrong labels set. */
export interface Plateau {
  /** Share of labels that are wrong however sure the baseline is. */
  readonly rate: number;
  /** Steepness of the log-odds without these. */
  readonly slope: number;
  /** Twice the gain in log-likelihood over no floor: chi-squared with one degree of freedom under none. */
  readonly gain: number;
}

const rates = [
  0.0002, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2,
];
const golden = (3 - Math.sqrt(5)) / 2;

/**
 * Fits P(error) = rate + (1 - 2 rate) / (1 + exp(slope margin)) by maximum likelihood over a grid of rates, the slope
 * by golden section. Where classes merely overlap, errors vanish as the margin grows and the rate is 0; labels wrong
 * at random leave a floor (the class-conditional noise of Angluin and Laird, 1988, with one rate for all classes).
 */
export function fitPlateau(margins: Float64Array, isError: Uint8Array): Plateau {
  const none = fitSlope(margins, isError, 0);
  let best = { rate: 0, ...none };
  for (const rate of rates) {
    const found = fitSlope(margins, isError, rate);
    if (found.value > best.value) best = { rate, ...found };
  }
  return { rate: best.rate, slope: best.slope, gain: 2 * (best.value - none.value) };
}

/** Probability of an error without wrong labels, at a margin. */
export function overlapError(margin: number, slope: number): number {
  return 1 / (1 + Math.exp(Math.min(700, slope * margin)));
}

function fitSlope(
  margins: Float64Array,
  isError: Uint8Array,
  rate: number,
): { slope: number; value: number } {
  let [low, high] = [Math.log(0.05), Math.log(50)];
  const at = (log: number) => logLikelihood({ margins, isError, rate, slope: Math.exp(log) });
  let [a, b] = [low + golden * (high - low), high - golden * (high - low)];
  let [valueA, valueB] = [at(a), at(b)];
  for (let step = 0; step < 25; step++) {
    if (valueA > valueB) {
      [high, b, valueB] = [b, a, valueA];
      a = low + golden * (high - low);
      valueA = at(a);
    } else {
      [low, a, valueA] = [a, b, valueB];
      b = high - golden * (high - low);
      valueB = at(b);
    }
  }
  return valueA > valueB ? { slope: Math.exp(a), value: valueA } : { slope: Math.exp(b), value: valueB };
}

function logLikelihood(options: {
  margins: Float64Array;
  isError: Uint8Array;
  rate: number;
  slope: number;
}): number {
  const { margins, isError, rate, slope } = options;
  let sum = 0;
  for (let i = 0; i < margins.length; i++) {
    const p = rate + (1 - 2 * rate) * overlapError(margins[i] ?? 0, slope);
    sum += Math.log(isError[i] === 1 ? p : 1 - p);
  }
  return sum;
}
