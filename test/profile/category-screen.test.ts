import { describe, expect, it } from 'vitest';
import { isAssociationSurelyBelow, isRatioSurelyBelow } from '../../core/profile/category-screen.ts';
import { codesAt, numbersAt } from '../../core/profile/cells-at.ts';
import { codeCategory } from '../../core/profile/coded-category.ts';
import { centreNumbers, correlationRatio } from '../../core/profile/correlation-ratio.ts';
import { cramersV } from '../../core/profile/cramers-v.ts';
import { sampleRows } from '../../core/profile/row-sample.ts';
import { createRng, type Rng } from '../../core/shared/rng.ts';

const rowCount = 300_000;
const strength = 0.9;

interface Sides {
  readonly rng: Rng;
  readonly codes: Int32Array;
  readonly size: number;
}

/** Codes of `size` levels, of which the first are as frequent as the law says, and some missing cells. */
function category(seed: number, size: number, { missing = 0, law = 0 } = {}): Sides {
  const rng = createRng(seed);
  const codes = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    codes[row] = rng.next() < missing ? -1 : Math.floor(size * rng.next() ** (1 + law));
  }
  return { rng, codes, size };
}

function drawnRows(rng: Rng, size = 24_000) {
  const sample = sampleRows(rowCount, size, rng);
  const rows = rng.permutation(size).map((place) => sample[place] ?? 0);
  return { rows, drawn: { share: size / rowCount } };
}

function distinctOf(codes: Int32Array): number {
  return new Set(codes.filter((code) => code >= 0)).size;
}

/** What the ratio is over all rows, and whether the sample rules the limit out. */
function ratio({ rng, codes, size }: Sides, numbers: Float64Array) {
  const { rows, drawn } = drawnRows(rng);
  const finite = numbers.filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sampled = { codes: codesAt(codes, rows), size, distinct: distinctOf(codes) };
  const drawnNumbers = { numbers: numbersAt(numbers, rows), squares, count: finite.length };
  return {
    exact: correlationRatio(codeCategory({ codes, size }), centreNumbers(numbers)).strength,
    isBelow: isRatioSurelyBelow(sampled, drawnNumbers, { drawn, strength }),
  };
}

function association(a: Sides, b: Sides) {
  const { rows, drawn } = drawnRows(a.rng);
  const [first, second] = [a, b].map(({ codes, size }) => ({
    codes: codesAt(codes, rows),
    size,
    distinct: distinctOf(codes),
  }));
  if (!first || !second) throw new Error('two sides');
  return {
    exact: cramersV(codeCategory(a), codeCategory(b)).strength,
    isBelow: isAssociationSurelyBelow(first, second, { drawn, strength }),
  };
}

/** The category's code, and noise so many times as wide as the levels. */
function following({ rng, codes, size }: Sides, noise: number): Float64Array {
  return Float64Array.from(
    codes,
    (code) => Math.max(code, 0) + (noise * size * rng.normal()) / Math.sqrt(12),
  );
}

/** Another category that has the code of this one in a share of the rows, and any code in the others. */
function echo({ rng, codes, size }: Sides, share: number, levels = size): Sides {
  const own = codes.map((code) =>
    rng.next() < share && code >= 0 ? code % levels : Math.floor(levels * rng.next()),
  );
  return { rng, codes: own, size: levels };
}

describe('isRatioSurelyBelow', () => {
  it('settles numbers that a category says little about, with heavy tails, rare levels and missing cells', () => {
    const plain = category(1, 5, { missing: 0.1 });
    expect(ratio(plain, following(plain, 3)).isBelow).toBe(true);
    const rare = category(2, 400, { law: 3 });
    expect(ratio(rare, following(rare, 2)).isBelow).toBe(true);
    const heavy = category(3, 40);
    const wages = Float64Array.from(heavy.codes, () =>
      heavy.rng.next() < 0.05 ? Number.NaN : Math.exp(heavy.rng.normal()),
    );
    expect(ratio(heavy, wages).isBelow).toBe(true);
  });

  it('never rules out what reaches the limit', () => {
    for (let seed = 0; seed < 12; seed++) {
      const size = [2, 7, 60, 900][seed % 4] ?? 2;
      const own = category(seed, size, { law: seed % 3, missing: 0.05 * (seed % 2) });
      const { exact, isBelow } = ratio(own, following(own, 0.3));
      expect(exact).toBeGreaterThan(strength);
      expect(isBelow).toBe(false);
    }
  });

  it('leaves a doubt where few cells decide, which a sample may miss', () => {
    const own = category(4, 6);
    own.codes.fill(0, 0, 3).fill(1, 3);
    const numbers = new Float64Array(rowCount).map(() => own.rng.normal());
    numbers.fill(1e9, 0, 3);
    const { exact, isBelow } = ratio(own, numbers);
    expect(exact).toBeGreaterThan(0.99);
    expect(isBelow).toBe(false);
  });
});

describe('isAssociationSurelyBelow', () => {
  it('settles categories that say little about each other', () => {
    for (const share of [0, 0.4]) {
      const own = category(5, 4, { missing: 0.1 });
      const { exact, isBelow } = association(own, echo(own, share));
      expect(exact).toBeLessThan(strength);
      expect(isBelow).toBe(true);
    }
    const many = category(6, 40);
    expect(association(many, echo(many, 0.2, 3)).isBelow).toBe(true);
  });

  it('never rules out what reaches the limit', () => {
    for (let seed = 0; seed < 12; seed++) {
      const size = [2, 5, 30, 300][seed % 4] ?? 2;
      const own = category(seed, size, { law: seed % 3 });
      const other = echo(own, 0.97, Math.max(2, Math.floor(size / (1 + (seed % 2)))));
      const { exact, isBelow } = association(own, other);
      if (exact > strength) expect(isBelow).toBe(false);
      expect(exact).toBeGreaterThan(0.85);
    }
  });

  it('leaves a doubt where rare levels decide', () => {
    const own = category(7, 40);
    own.codes.fill(0, 400);
    for (let row = 0; row < 400; row++) own.codes[row] = row % 40;
    const other = { ...own, codes: own.codes.slice() };
    const { exact, isBelow } = association(own, other);
    expect(exact).toBeGreaterThan(0.99);
    expect(isBelow).toBe(false);
  });
});
