import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitSpec } from '../../core/contract/experiment.ts';
import { createRng } from '../../core/shared/rng.ts';
import { PART, planSplit } from '../../core/split/plan.ts';

const classNames = ['no', 'yes'];
const inParts = [PART.train, PART.validation, PART.test];

function spec(kind: 'group' | 'time', parts = [0.6, 0.2, 0.2]) {
  const [train, validation, test] = parts;
  return splitSpec.parse({ kind, train, validation, test });
}

/** Rows of `groupCount` groups whose sizes are drawn by `size`; some rows are in no group. */
function groupedRows(options: { seed: number; groupCount: number; size: () => number; positives?: number }) {
  const rng = createRng(options.seed);
  const groups = Array.from({ length: options.groupCount }, (_, group) =>
    new Array(options.size()).fill(group),
  ).flat();
  const loners = new Array<number>(Math.ceil(groups.length / 10)).fill(-1);
  const all = [...groups, ...loners];
  const order = rng.permutation(all.length);
  return {
    groups: Int32Array.from(order, (i) => all[i] ?? -1),
    codes: Int32Array.from(order, () => (rng.next() < (options.positives ?? 0.3) ? 1 : 0)),
  };
}

const rowsOf = (parts: Uint8Array, part: number) =>
  parts.reduce((sum, own) => sum + (own === part ? 1 : 0), 0);

describe('a split by group', () => {
  const drawn = fc.record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    groupCount: fc.integer({ min: 30, max: 120 }),
    largest: fc.integer({ min: 1, max: 12 }),
  });

  test('keeps every group in one part, leaves no row out, and is the same for the same seed', () => {
    fc.assert(
      fc.property(drawn, ({ seed, groupCount, largest }) => {
        const rng = createRng(seed);
        const { groups, codes } = groupedRows({ seed, groupCount, size: () => 1 + rng.integer(largest) });
        const options = { labels: { codes, classNames }, spec: spec('group'), seed, keys: { groups } };
        const { parts, digest } = planSplit(options);
        const partOf = new Map<number, number>();
        for (const [row, part] of parts.entries()) {
          expect(inParts).toContain(part);
          const group = groups[row] ?? -1;
          if (group < 0) continue;
          expect(partOf.get(group) ?? part).toBe(part);
          partOf.set(group, part);
        }
        expect(planSplit(options).digest).toBe(digest);
      }),
    );
  });

  test('comes near to the sizes and to the shares of the classes, also with groups of very different size', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const rng = createRng(seed);
      const size = () => Math.ceil(Math.exp(1.2 * rng.normal() + 1));
      const { groups, codes } = groupedRows({ seed, groupCount: 400, size, positives: 0.1 });
      const { parts } = planSplit({
        labels: { codes, classNames },
        spec: spec('group'),
        seed,
        keys: { groups },
      });
      const share = codes.reduce((sum, code) => sum + code, 0) / codes.length;
      for (const [part, wanted] of [0.6, 0.2, 0.2].entries()) {
        const rows = rowsOf(parts, part);
        const positives = codes.reduce((sum, code, row) => sum + (parts[row] === part ? code : 0), 0);
        expect(Math.abs(rows / codes.length - wanted)).toBeLessThan(0.02);
        expect(Math.abs(positives / rows - share)).toBeLessThan(0.02);
      }
    }
  });

  test('another seed gives other parts, and a small group is in every part by its share of the seeds', () => {
    const { groups, codes } = groupedRows({ seed: 9, groupCount: 100, size: () => 5 });
    const seen = [0, 0, 0];
    for (let seed = 0; seed < 200; seed++) {
      const { parts } = planSplit({
        labels: { codes, classNames },
        spec: spec('group'),
        seed,
        keys: { groups },
      });
      const part = parts[groups.indexOf(17)] ?? 0;
      seen[part] = (seen[part] ?? 0) + 1;
    }
    expect(Math.abs((seen[0] ?? 0) / 200 - 0.6)).toBeLessThan(0.12);
    expect(Math.min(seen[1] ?? 0, seen[2] ?? 0)).toBeGreaterThan(20);
  });

  test('gives a class that stands in three groups a row in each part, and refuses one in two', () => {
    const groups = Int32Array.from({ length: 600 }, (_, row) => Math.floor(row / 6));
    const rare = (count: number) => Int32Array.from(groups, (group) => (group < count ? 1 : 0));
    for (const seed of [1, 2, 3]) {
      const labels = { codes: rare(3), classNames };
      const { parts } = planSplit({ labels, spec: spec('group'), seed, keys: { groups } });
      for (const part of inParts) {
        expect(labels.codes.some((code, row) => code === 1 && parts[row] === part)).toBe(true);
      }
    }
    expect(() =>
      planSplit({ labels: { codes: rare(2), classNames }, spec: spec('group'), seed: 1, keys: { groups } }),
    ).toThrow('The split by group leaves class "yes" without a row in the');
  });
});

describe('a split by time', () => {
  const timed = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 1)), {
      minLength: 60,
      maxLength: 200,
    })
    .filter((rows) => new Set(rows.map(([time]) => time)).size > 10);

  test('puts the earliest rows into train and the latest into test, and rows of one moment together', () => {
    fc.assert(
      fc.property(timed, fc.integer({ min: 0, max: 9 }), (rows, seed) => {
        const times = Float64Array.from(rows, ([time]) => time);
        const codes = Int32Array.from(rows, ([, code]) => code);
        let plan: ReturnType<typeof planSplit>;
        try {
          plan = planSplit({ labels: { codes, classNames }, spec: spec('time'), seed, keys: { times } });
        } catch {
          return fc.pre(false);
        }
        const of = (part: number) => times.filter((_, row) => plan.parts[row] === part);
        const [train, validation, test] = inParts.map(of);
        expect(Math.max(...(train ?? []))).toBeLessThan(Math.min(...(validation ?? [])));
        expect(Math.max(...(validation ?? []))).toBeLessThan(Math.min(...(test ?? [])));
        expect(rowsOf(plan.parts, PART.excluded)).toBe(0);
      }),
    );
  });

  test('meets the fractions where every row has a moment of its own, whatever the order of the rows and the seed', () => {
    const order = createRng(4).permutation(1000);
    const times = Float64Array.from(order);
    const codes = Int32Array.from(order, (time) => time % 2);
    const plan = (seed: number) =>
      planSplit({
        labels: { codes, classNames },
        spec: spec('time', [0.7, 0.1, 0.2]),
        seed,
        keys: { times },
      });
    expect(inParts.map((part) => rowsOf(plan(1).parts, part))).toEqual([700, 100, 200]);
    expect(plan(2).digest).toBe(plan(1).digest);
  });

  test('leaves rows without a time out of every part', () => {
    const times = Float64Array.from({ length: 100 }, (_, row) => (row % 10 === 0 ? Number.NaN : row));
    const codes = Int32Array.from(times, (_, row) => row % 2);
    const { parts } = planSplit({
      labels: { codes, classNames },
      spec: spec('time'),
      seed: 1,
      keys: { times },
    });
    expect(parts.every((part, row) => (part === PART.excluded) === (row % 10 === 0))).toBe(true);
  });

  test('may leave one of several classes out of validation and test, but not out of train', () => {
    const times = Float64Array.from({ length: 300 }, (_, row) => row);
    const plan = (codeOf: (row: number) => number) => {
      const labels = {
        codes: Int32Array.from(times, (_, row) => codeOf(row)),
        classNames: ['fog', 'rain', 'sun'],
      };
      return planSplit({ labels, spec: spec('time'), seed: 1, keys: { times } });
    };
    const { parts } = plan((row) => (row < 60 ? 0 : 1 + (row % 2)));
    expect(inParts.map((part) => rowsOf(parts, part))).toEqual([180, 60, 60]);
    expect(() => plan((row) => (row > 250 ? 0 : 1 + (row % 2)))).toThrow(
      'class "fog" without a row in the train',
    );
    expect(() => plan((row) => (row < 180 ? row % 3 : 1))).toThrow('without a row in the validation part');
  });

  test('says why a class is missing from a part', () => {
    const late = Int32Array.from({ length: 100 }, (_, row) => (row > 90 ? 1 : 0));
    const plan = (times: Float64Array) =>
      planSplit({ labels: { codes: late, classNames }, spec: spec('time'), seed: 1, keys: { times } });
    expect(() => plan(Float64Array.from(late.keys()))).toThrow(
      'The split by time leaves class "yes" without a row in the train part; use other fractions, or another split.',
    );
    expect(() => plan(Float64Array.from(late))).toThrow('there are only 2 different times');
  });
});
