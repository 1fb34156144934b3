import { describe, expect, it } from 'vitest';
import { isSurelyBelow } from '../../core/profile/rank-screen.ts';
import { rankColumn, spearman } from '../../core/profile/ranks.ts';
import { createRng } from '../../core/shared/rng.ts';

/** A pair of columns that share a part, so that they correlate. */
function pair(options: { rows: number; shared: number; missing?: number; levels?: number }) {
  const { rows, shared, missing = 0, levels } = options;
  const rng = createRng(rows + Math.round(shared * 1000));
  const [a, b] = [new Float64Array(rows), new Float64Array(rows)];
  const cell = (value: number) => (levels === undefined ? value : Math.max(0, Math.round(value * levels)));
  for (let i = 0; i < rows; i++) {
    const common = shared * rng.normal();
    a[i] = rng.next() < missing ? Number.NaN : cell(common + (1 - shared) * rng.normal());
    b[i] = cell(common + (1 - shared) * rng.normal());
  }
  return [rankColumn(a), rankColumn(b)] as const;
}

describe('isSurelyBelow', () => {
  it('settles unrelated columns of a large sample', () => {
    expect(isSurelyBelow(...pair({ rows: 100_000, shared: 0.2 }), 0.9)).toBe(true);
    expect(isSurelyBelow(...pair({ rows: 100_000, shared: 0.2, missing: 0.3 }), 0.9)).toBe(true);
  });

  it('leaves a doubt near the limit, in small samples and where most rows are tied', () => {
    const near = pair({ rows: 100_000, shared: 0.74 });
    const { correlation } = spearman(...near);
    expect(correlation).toBeGreaterThan(0.8);
    expect(correlation).toBeLessThan(0.9);
    expect(isSurelyBelow(...near, 0.9)).toBe(false);
    expect(isSurelyBelow(...pair({ rows: 500, shared: 0 }), 0.9)).toBe(false);
    expect(isSurelyBelow(...pair({ rows: 20_000, shared: 0, levels: 0.12 }), 0.9)).toBe(false);
  });

  it('never rules out a pair above the limit', () => {
    for (const rows of [1000, 10_000, 100_000]) {
      const strong = pair({ rows, shared: 0.82 });
      expect(spearman(...strong).correlation).toBeGreaterThan(0.9);
      expect(isSurelyBelow(...strong, 0.9)).toBe(false);
    }
  });
});
