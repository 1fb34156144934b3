import { describe, expect, test } from 'vitest';
import { comparison } from '../../core/contract/evaluate.ts';
import { datasetVersionId, runId } from '../../core/contract/ids.ts';
import { compareModels } from '../../core/evaluate/compare-models.ts';
import type { ComparedModel, ComparedRun } from '../../core/evaluate/compared-run.ts';
import { evaluateModel } from '../../core/evaluate/evaluate-model.ts';
import { countText, fixedText, supportedDecimals } from '../../core/evaluate/round-as-supported.ts';
import { canonicalJson, sha256 } from '../../core/shared/canonical-json.ts';
import { createRng } from '../../core/shared/rng.ts';
import { simulate } from './scores.ts';

const classNames = ['no', 'yes'];
const base = simulate({ rows: 800, share: 0.3, lead: 1.5, seed: 1 });

/** A model that sees the base model's scores through noise; the same test rows. */
function model(
  kind: string,
  options: { noise: number; seed?: number } & Partial<ComparedModel>,
): ComparedModel {
  const { noise, seed = 1, ...facts } = options;
  const rng = createRng(seed).derive(kind);
  const yes = base.scores.map((p) => Math.min(1, Math.max(0, p + noise * rng.normal())));
  const probabilities = [yes.map((p) => 1 - p), yes];
  const names = ['prior', 'stratified-random', 'single-feature', 'logistic-regression'];
  const metrics = evaluateModel({
    labels: base.labels,
    probabilities,
    classNames,
    positiveIndex: 1,
    threshold: 0.5,
    bootstrap: { rng: createRng(1), resamples: 200 },
  });
  const isBaseline = names.includes(kind);
  return {
    key: kind,
    kind,
    name: kind,
    isBaseline,
    metrics,
    fitMs: 1,
    sizeBytes: 1,
    probabilities,
    ...facts,
  };
}

function prior(): ComparedModel {
  const yes = new Float64Array(base.labels.length).fill(0.3);
  const probabilities = [yes.map((p) => 1 - p), yes];
  const shared = {
    classNames,
    positiveIndex: 1,
    threshold: 0.5,
    bootstrap: { rng: createRng(1), resamples: 200 },
  };
  const metrics = evaluateModel({ labels: base.labels, probabilities, ...shared });
  return { ...model('prior', { noise: 0 }), metrics, probabilities };
}

function run(name: string, models: ComparedModel[], facts: Partial<ComparedRun> = {}): ComparedRun {
  return {
    run: runId.parse(sha256(name).slice(0, 32)),
    runName: name,
    version: datasetVersionId.parse(sha256('data')),
    target: { column: 'paid' },
    digest: 'same',
    classNames,
    positiveIndex: 1,
    labels: base.labels,
    models,
    ...facts,
  };
}

const compare = (...runs: ComparedRun[]) =>
  comparison.parse(compareModels({ runs, testLooks: runs.length, rng: createRng(1) }));

describe('compareModels', () => {
  test('tests every other model against the best, nearest first, and says the figures', () => {
    const found = compare(
      run('first', [prior(), model('single-feature', { noise: 0.5 }), model('mlp', { noise: 0.02 })]),
    );
    expect(found.best?.learner).toBe('mlp');
    expect(found.differences.map((difference) => difference.other.learner)).toEqual([
      'single-feature',
      'prior',
    ]);
    for (const { estimate, interval, isDetectable } of found.differences) {
      expect(interval.level).toBeCloseTo(1 - 0.05 / 2, 12);
      expect(interval.resamples).toBe(2000);
      expect(interval.low).toBeLessThan(estimate);
      expect(interval.high).toBeGreaterThan(estimate);
      expect(isDetectable).toBe(true);
    }
    expect(found.headline).toBe('The network is best, detectably ahead of every other model.');
    expect(found.detail).toMatch(
      /^Average precision 0\.\d+ against 0\.\d+ for the best single feature; difference 0\.\d+, interval 0\.\d+ to 0\.\d+ \(paired bootstrap, 2,000 resamples; all 2 intervals hold together with 95 %\)\. The prior trails by 0\.\d+ \(0\.\d+ to 0\.\d+\)\. Nothing simpler lies within one standard error of the best\.$/,
    );
    expect(found.prevalence).toBeCloseTo(0.3, 1);
    expect(found.positiveClass).toBe('yes');
  });

  test('does not credit a candidate that no interval separates from a baseline', () => {
    const found = compare(
      run('close', [
        prior(),
        model('logistic-regression', { noise: 0.03, seed: 2 }),
        model('mlp', { noise: 0.025, seed: 1 }),
      ]),
    );
    const { best, headline } = found;
    if (best?.learner === 'mlp')
      expect(headline).toBe('No model is detectably better than logistic regression.');
    else
      expect(headline).toBe(
        'Logistic regression is best, and the lead over the network is too small to tell.',
      );
    expect(found.simplestSufficient?.learner).toBe('logistic-regression');
  });

  test('says when two models score the same', () => {
    const found = compare(
      run('tie', [prior(), model('logistic-regression', { noise: 0 }), model('mlp', { noise: 0 })]),
    );
    expect(found.headline).toBe(
      'Logistic regression and the network score the same; no other model comes as far.',
    );
    expect(found.detail).toMatch(
      /^Average precision 0\.\d{3} for both logistic regression and the network \(/,
    );
  });

  test('says when a baseline leads by too little to tell', () => {
    const found = compare(
      run('lead', [prior(), model('logistic-regression', { noise: 0 }), model('mlp', { noise: 0.03 })]),
    );
    expect(found.best?.learner).toBe('logistic-regression');
    expect(found.headline).toBe(
      'Logistic regression is best, and the lead over the network is too small to tell.',
    );
  });

  test('finds nothing better than the prior among guesses', () => {
    const found = compare(
      run('noise', [
        prior(),
        model('stratified-random', { noise: 1e6 }),
        model('mlp', { noise: 1e6, seed: 8 }),
      ]),
    );
    expect(found.differences.every((difference) => !difference.isDetectable)).toBe(true);
    expect(found.headline).toBe('No model is detectably better than the prior.');
  });

  test('finds no difference between equal models, and prefers the simpler', () => {
    const same = { noise: 0.1, seed: 3 };
    const twin = model('mlp', same);
    const found = compare(
      run('twins', [twin, { ...twin, key: 'lr', kind: 'logistic-regression', isBaseline: true }]),
    );
    expect(found.best?.learner).toBe('lr');
    expect(found.differences[0]).toMatchObject({
      estimate: 0,
      isDetectable: false,
      interval: { low: 0, high: 0 },
    });
  });

  test('names models by name and run where their kind is not unique', () => {
    const found = compare(
      run('a', [model('mlp', { noise: 0.5, name: 'Network' })]),
      run('b', [model('mlp', { noise: 0.01, name: 'Network' })]),
    );
    expect(found.headline).toBe('"Network" of run "b" is best, detectably ahead of "Network" of run "a".');
  });

  test('lists runs on another test part without ranking them', () => {
    const other = run('elsewhere', [model('mlp', { noise: 0 })], { digest: 'other' });
    const data = run('newer', [model('mlp', { noise: 0 })], { version: datasetVersionId.parse(sha256('b')) });
    const found = compare(run('a', [prior()]), run('b', [model('mlp', { noise: 0.01 })]), other, data);
    expect(found.models).toHaveLength(4);
    expect(found.differences).toHaveLength(1);
    expect(found.warnings).toEqual([
      'Run "elsewhere" was scored on another test part; it is listed but not ranked.',
      'Run "newer" uses another dataset version; it is listed but not ranked.',
    ]);
    const apart = compare(run('a', [prior(), model('mlp', { noise: 0.01 })]), other);
    expect(apart.headline).toBe(
      'These runs were scored on different test parts and cannot be ranked against each other.',
    );
    expect(apart.detail).toContain('Within run "a": The network is best');
  });

  test('has words for one model, none, and a test part without positives', () => {
    expect(compare(run('one', [prior()])).headline).toBe(
      'The prior is the only model; a baseline would show what it is worth.',
    );
    expect(compare()).toMatchObject({ best: null, headline: 'There is no model to compare yet.' });
    const undefinedScore = prior();
    const metrics = { ...undefinedScore.metrics, averagePrecision: null };
    expect(compare(run('none', [{ ...undefinedScore, metrics }]))).toMatchObject({
      best: null,
      differences: [],
    });
  });

  test('gives the same bits for the same seed', () => {
    const runs = () => [run('a', [prior(), model('mlp', { noise: 0.1 })])];
    expect(canonicalJson(compare(...runs()))).toBe(canonicalJson(compare(...runs())));
  });

  test('calls two equally good models different no more often than promised', () => {
    // 60 pairs of equally noisy models, level 95 %: more than 10 false findings have probability below 0.1 %.
    let found = 0;
    for (let seed = 0; seed < 60; seed++) {
      const pair = [
        model('mlp', { noise: 0.3, seed }),
        model('logistic-regression', { noise: 0.3, seed: seed + 1000 }),
      ];
      const { differences } = compareModels({
        runs: [run('x', pair)],
        testLooks: 1,
        rng: createRng(seed),
        resamples: 300,
      });
      if (differences[0]?.isDetectable) found++;
    }
    expect(found).toBeLessThanOrEqual(10);
  });

  test('falls back on normal quantiles where resamples are too few for the corrected tails', () => {
    const models = Array.from({ length: 12 }, (_, i) =>
      model('mlp', { noise: 0.1 + i / 10, seed: i, key: `m${i}`, name: `m${i}` }),
    );
    const { differences } = compareModels({
      runs: [run('many', models)],
      testLooks: 1,
      rng: createRng(1),
      resamples: 200,
    });
    for (const { interval, estimate } of differences) {
      expect((interval.low + interval.high) / 2).toBeCloseTo(estimate, 12);
    }
  });
});

describe('rounding', () => {
  test('keeps as many digits as the uncertainty supports', () => {
    expect([0.19, 0.019, 0.0019, 0.9, 1e-9, 0, null].map(supportedDecimals)).toEqual([2, 3, 4, 2, 5, 3, 3]);
    expect(fixedText(-0.0114, 3)).toBe('−0.011');
    expect(fixedText(-0.0001, 2)).toBe('0.00');
    expect(countText(2000)).toBe('2,000');
    expect(countText(1234567)).toBe('1,234,567');
    expect(countText(200)).toBe('200');
  });
});
