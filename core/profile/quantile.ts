/** Values in ascending order: an array, or numbers worked out when they are asked for. */
export interface Ascending {
  readonly length: number;
  at(index: number): number | undefined;
}

/**
 * The quantile `p` (0 to 1) of values sorted ascending, interpolated linearly between order statistics
 * (type 7 of Hyndman and Fan, 1996). NaN when there are none.
 */
export function quantile(sorted: Ascending, p: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const position = (n - 1) * p;
  const below = Math.floor(position);
  const low = sorted.at(below) ?? Number.NaN;
  const high = sorted.at(Math.min(below + 1, n - 1)) ?? low;
  const weight = position - below;
  return weight === 0 || low === high ? low : low * (1 - weight) + high * weight;
}

/**
 * The median absolute deviation from `centre`, unscaled, of values sorted ascending. The distances below and above the
 * centre are sorted already, so the middle one of both is found by halving. NaN when there are no values.
 */
export function medianAbsoluteDeviation(sorted: Ascending, centre: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const half = Math.floor(n / 2);
  const last = nearestDistance(sorted, centre, half);
  return n % 2 === 1 ? last : nearestDistance(sorted, centre, half - 1) / 2 + last / 2;
}

/** The distance from `centre` that `place` values are nearer than (0: the smallest). */
function nearestDistance(sorted: Ascending, centre: number, place: number): number {
  const start = firstNotBelow(sorted, centre);
  const wanted = place + 1;
  const distanceBelow = (i: number) => centre - (sorted.at(start - 1 - i) ?? 0);
  const distanceAbove = (i: number) => (sorted.at(start + i) ?? 0) - centre;
  let low = Math.max(0, wanted - (sorted.length - start));
  let high = Math.min(wanted, start);
  while (low < high) {
    const taken = (low + high) >>> 1;
    if (distanceBelow(taken) < distanceAbove(wanted - taken - 1)) low = taken + 1;
    else high = taken;
  }
  return Math.max(low > 0 ? distanceBelow(low - 1) : 0, wanted > low ? distanceAbove(wanted - low - 1) : 0);
}

function firstNotBelow(sorted: Ascending, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted.at(middle) ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first position whose value is not below `value`, in values sorted ascending. */
export function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
