import { expect, test } from 'vitest';
import type { FixImpact } from '../../core/contract/fix-effect.ts';
import { impactText } from '../../renderer/pages/issues/impact-text.ts';

const impact: FixImpact = {
  fix: { kind: 'trim', label: '', column: 'x' },
  part: 'validation',
  rows: 1200,
  positiveClass: 'yes',
  without: { averagePrecision: 0.512, features: 20, trainRows: 3600 },
  with: { averagePrecision: 0.561, features: 18, trainRows: 3600 },
  estimate: 0.049,
  interval: { low: 0.021, high: 0.078, level: 0.95, resamples: 2000 },
  isDetectable: true,
};

test('a rise, a fall and no difference are told apart, with the interval', () => {
  expect(impactText(impact).verdict).toBe(
    'Average precision rises by 0.049, 95 % interval of the difference 0.021 to 0.078.',
  );
  const fall = {
    ...impact,
    estimate: -0.049,
    interval: { low: -0.078, high: -0.021, level: 0.95, resamples: 2000 },
  };
  expect(impactText(fall).verdict).toMatch(/^Average precision falls by 0.049/);
  const none = {
    ...impact,
    isDetectable: false,
    interval: { low: -0.01, high: 0.1, level: 0.95, resamples: 2000 },
  };
  expect(impactText(none).verdict).toMatch(
    /^No difference can be told: 0\.05, 95 % interval −0\.01 to 0\.10/,
  );
});

test('what the figure rests on is said: rows, part, features', () => {
  const { detail } = impactText(impact);
  expect(detail).toContain('on the same 1,200 validation rows');
  expect(detail).toContain('Features: 18 instead of 20. The test part was not looked at.');
});

test('several classes are a mean, and what cannot be measured is said', () => {
  expect(impactText({ ...impact, positiveClass: null }).verdict).toMatch(/^Mean average precision rises/);
  expect(impactText({ ...impact, estimate: null, interval: null }).verdict).toBe(
    'The difference cannot be measured.',
  );
});
