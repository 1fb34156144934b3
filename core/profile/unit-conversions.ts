import { runAt } from './number-runs.ts';

/** A conversion that turns the smaller numbers of a column into the larger ones. */
export interface UnitConversion {
  /** As it follows "times": "1000 (such as kilograms and grams)". */
  readonly text: string;
  /** What it measures; null when the factor fits any quantity. */
  readonly quantity: 'length' | 'mass' | 'temperature' | null;
  /** From the smaller numbers to the larger ones: x becomes x * factor + offset. */
  readonly up: LinearConversion;
  /** Back again. */
  readonly down: LinearConversion;
}

/** x becomes x * factor + offset. */
export interface LinearConversion {
  readonly factor: number;
  readonly offset: number;
}

function factor(ratio: number, units: string, quantity: UnitConversion['quantity'] = null): UnitConversion {
  return {
    text: `${Number(ratio.toPrecision(4))} (${units})`,
    quantity,
    up: { factor: ratio, offset: 0 },
    down: { factor: 1 / ratio, offset: 0 },
  };
}

/** Conversions that data of two sources mix up. */
export const unitConversions: readonly UnitConversion[] = [
  factor(1000, 'such as kilograms and grams'),
  factor(100, 'such as metres and centimetres, or shares and percentages'),
  factor(2.54, 'inches and centimetres', 'length'),
  factor(1 / 0.45359237, 'kilograms and pounds', 'mass'),
  factor(1.609344, 'miles and kilometres', 'length'),
  {
    text: '1.8 plus 32 (Celsius and Fahrenheit)',
    quantity: 'temperature',
    up: { factor: 1.8, offset: 32 },
    down: { factor: 1 / 1.8, offset: -32 / 1.8 },
  },
];

/** Words of a column name that say what it measures. */
const quantities: Readonly<Record<string, readonly string[]>> = {
  length:
    'length width height depth distance span size radius diameter perimeter km mile miles cm mm inch inches feet altitude elevation speed mileage'.split(
      ' ',
    ),
  mass: 'weight mass kg gram grams pound pounds lb lbs load'.split(' '),
  temperature: 'temp temperature heat celsius fahrenheit'.split(' '),
  time: 'time age second seconds minute minutes hour hours day days week weeks month months year years duration latency wait tenure'.split(
    ' ',
  ),
  money: 'price cost amount income salary revenue balance fee budget turnover sales profit wage tax'.split(
    ' ',
  ),
  count: 'count number rank score index rating percent share ratio rate'.split(' '),
};

/** Whether the words of a column's name leave room for a conversion: none of them says another quantity. */
export function mayConvert({ quantity }: UnitConversion, words: readonly string[]): boolean {
  if (quantity === null) return true;
  const said = Object.keys(quantities).filter((name) =>
    words.some((word) => quantities[name]?.includes(word)),
  );
  return said.length === 0 || said.includes(quantity);
}

const looks = 2000;

/**
 * The largest difference between the distribution functions of the smaller numbers and of the larger ones after
 * conversion (Kolmogorov-Smirnov), looked at in up to 2,000 order statistics of the group with fewer cells. The
 * functions run straight between the middles of their steps, so that rounding in one unit is no difference. Both
 * sorted ascending, not empty.
 */
export function distanceAfter(conversion: UnitConversion, lower: Float64Array, upper: Float64Array): number {
  const isLowerFewer = lower.length < upper.length;
  const [fewer, more] = isLowerFewer ? [lower, upper] : [upper, lower];
  const { factor, offset } = isLowerFewer ? conversion.up : conversion.down;
  const n = Math.min(looks, fewer.length);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const value = fewer[Math.floor((i * fewer.length) / n)] ?? 0;
    largest = Math.max(
      largest,
      Math.abs(shareBelow(fewer, value) - shareBelow(more, value * factor + offset)),
    );
  }
  return largest;
}

/** The share of values below, ties counting half, drawn straight between neighbouring values. */
function shareBelow(sorted: Float64Array, value: number): number {
  const n = sorted.length;
  const { start, end } = runAt(sorted, value);
  if (end > start) return (start + end) / 2 / n;
  if (start === 0 || start === n) return start / n;
  const [left, right] = [sorted[start - 1] ?? 0, sorted[start] ?? 0];
  const [below, above] = [runAt(sorted, left), runAt(sorted, right)];
  const weight = (value - left) / (right - left);
  return ((below.start + below.end) * (1 - weight) + (above.start + above.end) * weight) / 2 / n;
}
