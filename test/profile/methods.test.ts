import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combinedTail, tailShare } from '../../core/profile/edge-rows.ts';
import { growForest, isolationScore } from '../../core/profile/isolation-forest.ts';
import { kolmogorovDistance, kolmogorovPValue, orderValues } from '../../core/profile/kolmogorov.ts';
import { confidentLearning } from '../../core/profile/label/confident-learning.ts';
import { fitLogistic, predictLogistic } from '../../core/profile/label/logistic-fit.ts';
import { fitPlateau } from '../../core/profile/label/plateau.ts';
import { minHash, sharedWords, wordHashes } from '../../core/profile/near/folded-text.ts';
import { normalScale, scoreIn } from '../../core/profile/normal-scale.ts';
import { correlationMatrix, inflatedColumns, inverseOf } from '../../core/profile/variance-inflation.ts';
import { createRng } from '../../core/shared/rng.ts';

const rng = createRng(61);

describe('variance inflation', () => {
  test('the inverse times the matrix is the identity', () => {
    const units = Array.from({ length: 6 }, () => {
      const raw = Float64Array.from({ length: 200 }, () => rng.normal());
      const length = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0));
      return raw.map((value) => value / length);
    });
    const matrix = correlationMatrix(units);
    const inverse = inverseOf(matrix, 6);
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        let sum = 0;
        for (let k = 0; k < 6; k++) sum += (matrix[i * 6 + k] ?? 0) * (inverse[k * 6 + j] ?? 0);
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 10);
      }
    }
  });

  test('giving up one of two equal columns is enough', () => {
    // r = 0.99: both factors are 1 / (1 - 0.9801) = 50.25.
    const inverse = inverseOf(Float64Array.of(1, 0.99, 0, 0.99, 1, 0, 0, 0, 1), 3);
    expect(inverse[0]).toBeCloseTo(50.2512563, 6);
    expect(inflatedColumns({ inverse, size: 3, limit: 10, scale: () => 1 })).toEqual([0]);
  });
});

describe('kolmogorov', () => {
  const distance = (values: number[], second: number[]) =>
    kolmogorovDistance(orderValues(Float64Array.from(values)), Uint8Array.from(second));

  test('is 1 for halves apart, 0 for equal ones, and steps over ties together', () => {
    expect(distance([1, 2, 3, 7, 8, 9], [0, 0, 0, 1, 1, 1])).toBe(1);
    expect(distance([1, 1, 2, 2], [0, 1, 0, 1])).toBe(0);
    expect(distance([1, 1, 1, 2, Number.NaN], [0, 0, 1, 1, 1])).toBe(0.5);
    expect(distance([1, 2], [0, 0])).toBe(0);
  });

  test('is the largest gap between counts below any value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { minLength: 2 }),
        (cells) => {
          const values = cells.map(([value]) => value);
          const share = (limit: number, group: boolean) => {
            const own = cells.filter(([, second]) => second === group);
            return own.filter(([value]) => value <= limit).length / own.length;
          };
          const groups = new Set(cells.map(([, second]) => second));
          const expected =
            groups.size < 2 ? 0 : Math.max(...values.map((v) => Math.abs(share(v, true) - share(v, false))));
          expect(
            distance(
              values,
              cells.map(([, second]) => (second ? 1 : 0)),
            ),
          ).toBeCloseTo(expected, 12);
        },
      ),
    );
  });

  test('has the limit law of the tables', () => {
    // Kolmogorov's critical values 1.358 and 1.628 for 5 % and 1 %, at large n.
    const n = 1e8;
    expect(kolmogorovPValue(1.358 / Math.sqrt(n / 2), n, n)).toBeCloseTo(0.05, 3);
    expect(kolmogorovPValue(1.628 / Math.sqrt(n / 2), n, n)).toBeCloseTo(0.01, 3);
    expect(kolmogorovPValue(0, 50, 50)).toBe(1);
  });
});

describe('confident learning', () => {
  test('prunes the labels that confident counts say, the largest margin first', () => {
    // Class 0 is sure on average at 0.725, class 1 at 0.9. Row 3 reaches class 1's mean, so one label is pruned.
    const first = [1, 0.95, 0.9, 0.05, 0.1, 0.1, 0.1];
    const probabilities = Float64Array.from(first.flatMap((p) => [p, 1 - p]));
    const codes = Int32Array.of(0, 0, 0, 0, 1, 1, 1);
    const { pruned, confidence } = confidentLearning({ probabilities, codes, classes: 2 });
    expect(confidence[0]).toBeCloseTo(0.725, 12);
    expect(confidence[1]).toBeCloseTo(0.9, 12);
    expect(pruned.map(({ position, likely }) => [position, likely])).toEqual([[3, 1]]);
  });

  test('a floor of errors is told from overlap', () => {
    const margins = Float64Array.from({ length: 6000 }, () => 12 * rng.next());
    const errors = (floor: number) =>
      Uint8Array.from(margins, (m) => (rng.next() < floor + (1 - 2 * floor) / (1 + Math.exp(m)) ? 1 : 0));
    expect(fitPlateau(margins, errors(0)).gain).toBeLessThan(4);
    const found = fitPlateau(margins, errors(0.03));
    expect(found.rate).toBeGreaterThan(0.02);
    expect(found.rate).toBeLessThan(0.05);
    expect(found.gain).toBeGreaterThan(50);
  });
});

describe('logistic fit', () => {
  const pause = async () => undefined;
  const rows = Uint32Array.from({ length: 400 }, (_, i) => i);

  test('has no gradient at its optimum, for two classes and three', async () => {
    for (const classes of [2, 3]) {
      const codes = Int32Array.from(rows, () => rng.integer(classes));
      const cells = Float64Array.from({ length: 1200 }, (_, at) =>
        at % 3 === 2 ? 1 : rng.normal() + (at % 3 === 0 ? (codes[Math.floor(at / 3)] ?? 0) : 0),
      );
      const design = { rowCount: 400, width: 3, cells };
      const weights = await fitLogistic({ design, rows, codes, classes, pause });
      const p = predictLogistic({ design, rows, weights, classes });
      const outputs = classes === 2 ? 1 : classes;
      for (let o = 0; o < outputs; o++) {
        const code = classes === 2 ? 1 : o;
        for (let f = 0; f < 3; f++) {
          let slope = f < 2 ? (weights[f * outputs + o] ?? 0) : 0;
          for (const row of rows)
            slope +=
              (cells[row * 3 + f] ?? 0) * ((p[row * classes + code] ?? 0) - (codes[row] === code ? 1 : 0));
          expect(Math.abs(slope)).toBeLessThan(0.5);
        }
      }
    }
  });
});

describe('rows at the edge', () => {
  test("Fisher's method has the chi-squared tail", () => {
    // Two tails of 0.05: -2 ln(0.0025) = 11.983 with four degrees of freedom has p = 0.01748.
    expect(combinedTail([0.05, 0.05])).toBeCloseTo(0.01748, 5);
    expect(combinedTail([1, 1, 1])).toBe(1);
    expect(combinedTail([0.2])).toBeCloseTo(0.2, 12);
  });

  test('tail shares are two-sided and count ties', () => {
    const sorted = Float64Array.of(1, 2, 2, 3, 4, 5, 6, 7, 8, 9);
    expect([1, 2, 9, 100].map((value) => tailShare(sorted, value))).toEqual([0.2, 0.6, 0.2, 0.2]);
    expect(tailShare(sorted, Number.NaN)).toBe(1);
  });

  test('normal scores rise with the value and are symmetric', () => {
    const scale = normalScale(Float64Array.of(5, 1, 3, 3, Number.NaN, Infinity));
    expect(scale.values).toEqual(Float64Array.of(1, 3, 5));
    expect(scoreIn(scale, 3)).toBeCloseTo(0, 12);
    expect(scoreIn(scale, 1)).toBeCloseTo(-scoreIn(scale, 5), 12);
    expect(scoreIn(scale, 4)).toBeCloseTo(scoreIn(scale, 5) / 2, 12);
    expect(scoreIn(scale, 99)).toBe(scoreIn(scale, 5));
  });

  test('a far point is isolated sooner than the middle', () => {
    const columns = [0, 1, 2].map(() => Float64Array.from({ length: 1000 }, () => rng.normal()));
    const forest = growForest(columns, 1000, createRng(3));
    expect(isolationScore(forest, [4, -4, 4])).toBeGreaterThan(0.65);
    expect(isolationScore(forest, [0, 0, 0])).toBeLessThan(0.48);
  });
});

describe('folded text', () => {
  test('case, accents, order, signs and repeats do not count', () => {
    const texts = ['Café  au LAIT, au lait!', 'lait au cafe', 'cafe au chocolat', '', '-'].map(wordHashes);
    const starts = Uint32Array.from(
      texts.keys(),
      (i) => texts.slice(0, i).flatMap((text) => [...text]).length,
    );
    const all = {
      words: Uint32Array.from(texts.flatMap((text) => [...text])),
      starts: Uint32Array.of(...starts, 9),
    };
    expect(all.words).toHaveLength(9);
    expect(sharedWords(all, 0, 1)).toBe(1);
    expect(sharedWords(all, 0, 2)).toBe(0.5);
    expect(sharedWords(all, 3, 4)).toBe(1);
  });

  test('the share of equal MinHashes is the share of common words', () => {
    const words = Array.from({ length: 30 }, (_, i) => `word${i}`);
    const [a, b] = [wordHashes(words.slice(0, 20).join(' ')), wordHashes(words.slice(10).join(' '))];
    const seeds = Array.from({ length: 3000 }, () => rng.integer(2 ** 31));
    const equal = seeds.filter((seed) => minHash(a, seed) === minHash(b, seed)).length / seeds.length;
    // 10 of 30 words are common; three standard errors are 0.026.
    expect(Math.abs(equal - 1 / 3)).toBeLessThan(0.03);
  });
});
