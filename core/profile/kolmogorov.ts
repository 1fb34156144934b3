import { ascendingOrder } from './sort-numbers.ts';

/** Values ready for many comparisons: positions by ascending value, and where a run of equal values ends. */
export interface OrderedValues {
  readonly order: Uint32Array;
  readonly isRunEnd: Uint8Array;
}

/** Orders values once; NaN is left out. */
export function orderValues(values: Float64Array): OrderedValues {
  const order = ascendingOrder(values);
  const isRunEnd = new Uint8Array(order.length);
  for (let at = 0; at < order.length; at++) {
    isRunEnd[at] = values[order[at] ?? 0] === values[order[at + 1] ?? -1] ? 0 : 1;
  }
  return { order, isRunEnd };
}

/**
 * The largest distance between the distribution functions of two groups (two-sample Kolmogorov-Smirnov): `isSecond`
 * says by position which group a value is in, 0 or 1. 0 when a group is empty. Ties are stepped over together.
 */
export function kolmogorovDistance({ order, isRunEnd }: OrderedValues, isSecond: Uint8Array): number {
  let second = 0;
  for (let at = 0; at < order.length; at++) second += isSecond[order[at] ?? 0] ?? 0;
  const first = order.length - second;
  if (first === 0 || second === 0) return 0;
  let [b, most] = [0, 0];
  for (let at = 0; at < order.length; at++) {
    b += isSecond[order[at] ?? 0] ?? 0;
    if (isRunEnd[at] === 0) continue;
    const apart = Math.abs((at + 1 - b) / first - b / second);
    if (apart > most) most = apart;
  }
  return most;
}

/** The largest difference in the share of one level between two groups; -1 is missing. */
export function levelDistance(codes: Int32Array, size: number, isSecond: Uint8Array): number {
  const counts = new Float64Array(2 * size);
  let [first, second] = [0, 0];
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? -1;
    if (code < 0) continue;
    if (isSecond[i] === 1) {
      counts[size + code] = (counts[size + code] ?? 0) + 1;
      second++;
    } else {
      counts[code] = (counts[code] ?? 0) + 1;
      first++;
    }
  }
  if (first === 0 || second === 0) return 0;
  let most = 0;
  for (let code = 0; code < size; code++) {
    most = Math.max(most, Math.abs((counts[code] ?? 0) / first - (counts[size + code] ?? 0) / second));
  }
  return most;
}

/**
 * Probability that two samples of one distribution lie at least so far apart (Kolmogorov's limit with Stephens'
 * correction, 1970); too large rather than too small when values tie.
 */
export function kolmogorovPValue(distance: number, first: number, second: number): number {
  const root = Math.sqrt((first * second) / (first + second));
  const x = (root + 0.12 + 0.11 / root) * distance;
  if (x < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.max(0, Math.min(1, sum));
}
