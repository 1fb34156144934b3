import { describe, expect, it } from 'vitest';
import { codesAt, numbersAt } from '../../core/profile/cells-at.ts';
import { codeCategory } from '../../core/profile/coded-category.ts';
import { centreNumbers, correlationRatio } from '../../core/profile/correlation-ratio.ts';
import { cramersV } from '../../core/profile/cramers-v.ts';
import {
  type DrawnLevels,
  isAssociationOfLevelsSurelyBelow,
  isRatioOfLevelsSurelyBelow,
} from '../../core/profile/level-screen.ts';
import { sampleRows } from '../../core/profile/row-sample.ts';
import { createRng, type Rng } from '../../core/shared/rng.ts';

const rowCount = 200_000;
const distinct = 10_000;
const strength = 0.9;

/** A category of 10,000 levels with twenty rows each on average, and one in five of its levels. */
function manyLevels(rng: Rng): { codes: Int32Array; positions: Uint32Array; levels: DrawnLevels } {
  const codes = new Int32Array(rowCount).map((_, row) => (row < distinct ? row : rng.integer(distinct)));
  const isDrawn = Uint8Array.from({ length: distinct }, () => (rng.next() < 0.2 ? 1 : 0));
  const positions = new Uint32Array(rowCount).map((_, row) => row).filter((row) => isDrawn[codes[row] ?? 0]);
  const known = new Map<number, number>();
  const own = new Int32Array(positions.length).map((_, i) => {
    const code = codes[positions[i] ?? 0] ?? 0;
    known.set(code, known.get(code) ?? known.size);
    return known.get(code) ?? 0;
  });
  return { codes, positions, levels: { codes: own, size: known.size, distinct } };
}

function ratio(numberOf: (code: number, rng: Rng) => number) {
  const rng = createRng(3);
  const { codes, positions, levels } = manyLevels(rng);
  const numbers = Float64Array.from(codes, (code) => numberOf(code, rng));
  const finite = numbers.filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const category = codeCategory({ codes, size: distinct });
  return {
    exact: correlationRatio(category, centreNumbers(numbers)).strength,
    isBelow: isRatioOfLevelsSurelyBelow(
      levels,
      { numbers: numbersAt(numbers, positions), squares },
      strength,
    ),
  };
}

function association(size: number, codeOf: (code: number, rng: Rng) => number) {
  const rng = createRng(4);
  const { codes, positions, levels } = manyLevels(rng);
  const few = codes.map((code) => codeOf(code, rng));
  const sample = sampleRows(rowCount, 30_000, rng);
  const rows = rng.permutation(sample.length).map((place) => sample[place] ?? 0);
  const drawn = { share: rows.length / rowCount };
  const shared = few.filter((code) => code >= 0).length;
  const sides = {
    few: { codes: codesAt(few, rows), size, distinct: size },
    codes: codesAt(few, positions),
    shared,
  };
  return {
    exact: cramersV(codeCategory({ codes, size: distinct }), codeCategory({ codes: few, size })).strength,
    isBelow: isAssociationOfLevelsSurelyBelow(levels, sides, { drawn, strength }),
  };
}

describe('isRatioOfLevelsSurelyBelow', () => {
  it('settles numbers that differ within levels, missing cells and heavy tails among them', () => {
    expect(ratio((_, rng) => rng.normal()).isBelow).toBe(true);
    expect(ratio((_, rng) => (rng.next() < 0.2 ? Number.NaN : Math.exp(rng.normal()))).isBelow).toBe(true);
    const leaning = ratio((code, rng) => (code % 100) / 100 + 0.35 * rng.normal());
    expect(leaning.exact).toBeGreaterThan(0.6);
    expect(leaning.isBelow).toBe(true);
  });

  it('never rules out numbers that the level decides', () => {
    for (const noise of [0, 0.02, 0.1]) {
      const { exact, isBelow } = ratio((code, rng) => ((code * 7919) % 1000) / 1000 + noise * rng.normal());
      expect(exact).toBeGreaterThan(strength);
      expect(isBelow).toBe(false);
    }
  });

  it('leaves a doubt where one level holds nearly all that varies', () => {
    const { exact, isBelow } = ratio((code, rng) => (code === 7 ? 1e6 : rng.normal()));
    expect(exact).toBeGreaterThan(0.99);
    expect(isBelow).toBe(false);
  });
});

describe('isAssociationOfLevelsSurelyBelow', () => {
  it('settles categories that differ within levels', () => {
    for (const size of [2, 20]) {
      const { exact, isBelow } = association(size, (_, rng) => (rng.next() < 0.1 ? -1 : rng.integer(size)));
      expect(exact).toBeLessThan(strength);
      expect(isBelow).toBe(true);
    }
  });

  it('never rules out categories that the level decides', () => {
    for (const [size, noise] of [
      [2, 0],
      [2, 0.01],
      [20, 0.02],
    ] as const) {
      const { exact, isBelow } = association(size, (code, rng) =>
        rng.next() < noise ? rng.integer(size) : code % size,
      );
      expect(exact).toBeGreaterThan(strength);
      expect(isBelow).toBe(false);
    }
  });
});
