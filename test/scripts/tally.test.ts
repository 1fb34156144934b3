import { describe, expect, it } from 'vitest';
import { addTallies, isGood, tallyLines } from '../../scripts/tally.ts';

const skip = { name: 'the desktop app does the job', reason: 'there is no display' };

describe('the end of a test run', () => {
  it('says the counts alone on the last line', () => {
    expect(tallyLines({ passed: 3, failed: 0, skipped: [] })).toEqual(['3 passed, 0 failed']);
  });

  it('names every skipped test with its reason before the counts', () => {
    expect(tallyLines({ passed: 3, failed: 1, skipped: [skip] })).toEqual([
      'skipped: the desktop app does the job: there is no display',
      '3 passed, 1 failed, 1 skipped',
    ]);
  });

  it('adds up over suites', () => {
    const total = addTallies([
      { passed: 1, failed: 0, skipped: [skip] },
      { passed: 2, failed: 3, skipped: [] },
    ]);
    expect(total).toEqual({ passed: 3, failed: 3, skipped: [skip] });
  });

  it('is good only when tests ran, none failed and none was skipped without a reason', () => {
    expect(isGood({ passed: 1, failed: 0, skipped: [skip] })).toBe(true);
    expect(isGood({ passed: 0, failed: 0, skipped: [] })).toBe(false);
    expect(isGood({ passed: 0, failed: 0, skipped: [skip] })).toBe(false);
    expect(isGood({ passed: 9, failed: 1, skipped: [] })).toBe(false);
    expect(isGood({ passed: 9, failed: 0, skipped: [{ name: 'x', reason: null }] })).toBe(false);
  });
});
