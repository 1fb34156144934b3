import { describe, expect, test } from 'vitest';
import type { DatasetVersion } from '../../core/contract/dataset.ts';
import { datasetVersionId } from '../../core/contract/ids.ts';
import type { ColumnStatistics, Issue, Severity } from '../../core/contract/profile.ts';
import type { Findings } from '../../renderer/client/findings.ts';
import { dataHeadline, dataSentence } from '../../renderer/pages/data/data-headline.ts';
import { issuesHeadline } from '../../renderer/pages/issues/issues-headline.ts';

const version: DatasetVersion = {
  id: datasetVersionId.parse('0'.repeat(64)),
  name: 'birds',
  number: 1,
  sourcePath: '/data/birds.csv',
  sourceBytes: 2_000,
  format: 'csv',
  options: {},
  rowCount: 1_000,
  columns: ['a', 'b', 'c'].map((name, index) => ({ index, name, sql: `c${index}`, type: 'text' })),
  loadedAt: '2024-05-01T12:00:00.000Z',
  elapsedMs: 500,
};

const counted = (index: number, missing = 0): ColumnStatistics => ({
  column: version.columns[index] ?? { index, name: '', sql: '', type: 'text' },
  count: 1_000 - missing,
  missing,
  distinct: 5,
  numeric: null,
  text: null,
  time: null,
  top: [],
});

const found = (severity: Severity): Issue => ({
  detector: 'missing.column',
  severity,
  columns: ['a'],
  count: 1,
  share: 0.001,
  measure: '',
  statistic: null,
  threshold: null,
  rows: [1],
  title: severity,
  message: '',
  fixes: [],
});

const findings = (columns: Findings['columns'], issues: Issue[] = []): Findings => ({
  columns,
  issues,
  isComplete: false,
});

describe('the headline of the Data page', () => {
  const line = (state: Findings, isStopped = false) =>
    dataHeadline(version, { problems: null, findings: state, isStopped }).split('\n')[1];

  test('says how much was counted and found so far', () => {
    expect(line(findings([]))).toBe('So far: 0 of 3 columns counted.');
    expect(line(findings([counted(0), null, counted(2)]))).toBe('So far: 2 of 3 columns counted.');
    const all = [counted(0), counted(1), counted(2)];
    expect(line(findings(all, [found('note')]))).toBe('So far: all 3 columns counted, 1 finding.');
    expect(line(findings(all, [found('note'), found('error')]), true)).toBe(
      'Stopped: all 3 columns counted, 2 findings.',
    );
  });

  test('has two lines while and after the data is examined, so that nothing below moves', () => {
    const after = dataHeadline(version, {
      problems: { total: 1, open: 1 },
      findings: findings([]),
      isStopped: false,
    });
    expect(after.split('\n')).toHaveLength(2);
  });

  test('is supported by the missing cells of the columns that are counted', () => {
    const sentence = (columns: Findings['columns']) =>
      dataSentence(version, { findings: findings(columns), versionCount: 1 });
    expect(sentence([])).toBe('birds.csv, 2.0 KB, version 1.');
    expect(sentence([counted(0), counted(1)])).toBe('birds.csv, 2.0 KB, version 1. No cell is empty so far.');
    expect(sentence([counted(0), counted(1, 300), counted(2)])).toBe(
      'birds.csv, 2.0 KB, version 1. 10 % of cells are missing, all 300 in b.',
    );
    expect(sentence([null, counted(1, 300), counted(2, 100)])).toBe(
      'birds.csv, 2.0 KB, version 1. 20 % of cells are missing, most in b (30 % of its rows) so far.',
    );
  });
});

describe('the headline of the Issues page', () => {
  const title = (open: Issue[], state: { isStopped?: boolean; failed?: boolean } = {}) =>
    issuesHeadline({ version, profile: null, open, isStopped: false, failed: false, ...state });

  test('counts problems and other findings so far', () => {
    expect(title([])).toBe('Examining 1,000 rows of birds: nothing found so far.');
    expect(title([found('error')])).toBe('Examining 1,000 rows of birds: 1 problem so far.');
    expect(title([found('error'), found('note'), found('warning')])).toBe(
      'Examining 1,000 rows of birds: 1 problem and 2 other findings so far.',
    );
  });

  test('says that it is not complete when the checks were stopped or failed', () => {
    expect(title([found('note')], { isStopped: true })).toBe(
      'birds was not examined to the end: 1 finding so far.',
    );
    expect(title([], { failed: true })).toBe('birds could not be examined to the end.');
  });
});
