import { describe, expect, it } from 'vitest';
import { codeKeys } from '../../core/profile/code-keys.ts';
import { equalRows, repeatedKeys } from '../../core/profile/repeated-keys.ts';
import { createRng } from '../../core/shared/rng.ts';

const rng = createRng(7);
const drawn = Float64Array.from({ length: 50_000 }, () => rng.integer(40_000) * 2 ** 20 + rng.integer(2));

describe('codeKeys', () => {
  it('numbers keys in the order in which they appear', () => {
    const { codes, size } = codeKeys(Float64Array.of(7, Number.NaN, 3, 7, 2 ** 52 + 1, 3));
    expect([...codes]).toEqual([0, -1, 1, 0, 2, 1]);
    expect(size).toBe(3);
  });

  it('agrees with a map on many keys', () => {
    const known = new Map<number, number>();
    for (const key of drawn) known.set(key, known.get(key) ?? known.size);
    const { codes, size } = codeKeys(drawn);
    expect(size).toBe(known.size);
    expect(codes.every((code, i) => code === known.get(drawn[i] ?? Number.NaN))).toBe(true);
  });

  it('takes no keys', () => {
    expect(codeKeys(new Float64Array(0)).size).toBe(0);
    expect(codeKeys(Float64Array.of(Number.NaN)).size).toBe(0);
  });
});

describe('repeatedKeys', () => {
  it('finds exactly the keys that occur more than once', () => {
    const expected = new Map<number, number[]>();
    drawn.forEach((key, i) => {
      expected.set(key, [...(expected.get(key) ?? []), i]);
    });
    const repeated = [...expected.values()].filter((rows) => rows.length > 1);
    expect(repeatedKeys(drawn)).toEqual(repeated);
  });

  it('leaves missing keys alone', () => {
    expect(repeatedKeys(Float64Array.of(Number.NaN, Number.NaN, 1, 2))).toEqual([]);
  });

  it('finds one key many times, whose part is larger than others', () => {
    const keys = Float64Array.from({ length: 30_000 }, (_, i) => (i % 3 === 0 ? i : -1));
    const found = repeatedKeys(keys);
    expect(found?.length).toBe(1);
    expect(found?.[0]).toEqual(Array.from(keys.keys()).filter((i) => keys[i] === -1));
  });

  it('gives up when more keys than asked for came before', () => {
    const keys = Float64Array.of(1, 2, 3, 1, 2, 3, 4, 5);
    expect(repeatedKeys(keys, 0.25)).toBeNull();
    expect(repeatedKeys(keys, 0.5)).toEqual([
      [0, 3],
      [1, 4],
      [2, 5],
    ]);
  });

  it('tells apart what differs in a bit, and takes none, one and more keys than a part holds', () => {
    expect(repeatedKeys(new Float64Array(0))).toEqual([]);
    expect(repeatedKeys(Float64Array.of(7))).toEqual([]);
    const close = Float64Array.from({ length: 20_000 }, (_, i) => 2 ** 52 + i);
    expect(repeatedKeys(close)).toEqual([]);
    expect(repeatedKeys(Float64Array.of(...close, 2 ** 52 + 17))).toEqual([[17, 20_000]]);
  });
});

describe('equalRows', () => {
  it('finds rows that agree in every column, missing ones and zeros of either sign too', () => {
    const first = Float64Array.of(1, 2, 1, Number.NaN, Number.NaN, 0, -0);
    const second = Float64Array.of(5, 5, 5, 7, 7, 1, 1);
    expect(equalRows([first, second])).toEqual([
      [0, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('agrees with a map on many rows', () => {
    const columns = [7, 11, 13].map((modulus) =>
      Float64Array.from({ length: 5000 }, (_, i) => ((i * 7919) % modulus) / 3),
    );
    const expected = new Map<string, number[]>();
    for (let i = 0; i < 5000; i++) {
      const key = columns.map((column) => column[i]).join(' ');
      expected.set(key, [...(expected.get(key) ?? []), i]);
    }
    const groups = equalRows(columns).sort(([a = 0], [b = 0]) => a - b);
    expect(groups).toEqual([...expected.values()].filter((rows) => rows.length > 1));
  });
});
