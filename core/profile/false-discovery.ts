/**
 * Which hypotheses are rejected at this false discovery rate (Benjamini and Hochberg, 1995), in input order.
 */
export function rejectedHypotheses(pValues: readonly number[], rate: number): boolean[] {
  const sorted = [...pValues].sort((a, b) => a - b);
  let limit = -1;
  sorted.forEach((p, i) => {
    if (p <= (rate * (i + 1)) / sorted.length) limit = p;
  });
  return pValues.map((p) => p <= limit);
}

/**
 * The upper tail of the standard normal distribution, relative error below 1.2e-7
 * (Numerical Recipes, third edition, section 6.2: Chebyshev fit of erfc).
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ];
  const series = coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const tail = 0.5 * t * Math.exp(-x * x + series);
  return z >= 0 ? tail : 1 - tail;
}
