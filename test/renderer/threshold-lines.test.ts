import { expect, test } from 'vitest';
import { thresholdWords } from '../../core/contract/threshold-words.ts';
import { readThresholdLines, thresholdLines } from '../../renderer/pages/issues/threshold-lines.ts';

test('thresholds are one a line, with a colon or an equals sign', () => {
  const { thresholds } = readThresholdLines(' outlierZ: 8\n\nmissingWarning=0.1\n relationChance: 1e-6 ');
  expect(thresholds).toEqual({ outlierZ: 8, missingWarning: 0.1, relationChance: 1e-6 });
  expect(readThresholdLines(thresholdLines(thresholds ?? {})).thresholds).toEqual(thresholds);
  expect(readThresholdLines(' \n').thresholds).toEqual({});
});

test('the first line that is none is named', () => {
  for (const line of ['outlierZ', 'outlierZ: much', 'outlierZ 8', ': 8', 'outlierZ: Infinity']) {
    expect(readThresholdLines(`missingNote: 1\n${line}`)).toEqual({ thresholds: null, wrong: line });
  }
});

test('which are set is a sentence, of many the first eight', () => {
  expect(thresholdWords(undefined)).toBe('');
  expect(thresholdWords({})).toBe('');
  expect(thresholdWords({ outlierZ: 8 })).toBe('1 threshold differs from the default: outlierZ 8');
  expect(thresholdWords({ outlierZ: 8, missingNote: 0.1 })).toBe(
    '2 thresholds differ from the default: missingNote 0.1, outlierZ 8',
  );
  const many = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`t${i}`, i]));
  expect(thresholdWords(many)).toMatch(/^10 thresholds differ from the default: t0 0, .*, t7 7 and 2 more$/);
});
