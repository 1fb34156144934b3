import { expect, test } from 'vitest';
import { distinctNames } from '../../renderer/charts/distinct-names.ts';
import { escapeLabel } from '../../renderer/charts/escape-label.ts';
import { modelStyle, runOrdinal } from '../../renderer/charts/model-style.ts';
import { ordinalText } from '../../renderer/pages/compare/ordinal-text.ts';
import { splitVerdict } from '../../renderer/pages/split/split-verdict.ts';

const learners = [
  { key: 'prior', isBaseline: true },
  { key: 'logistic-regression', isBaseline: true },
  { key: 'mlp', isBaseline: false },
  { key: 'mlp-2', isBaseline: false },
];

test('labels with markup are shown as they stand', () => {
  expect(escapeLabel('<b>a & b</b>')).toBe('&lt;b&gt;a &amp; b&lt;/b&gt;');
});

test('baselines are grey and dashed, candidates of one run differ by colour', () => {
  const style = (key: string) => modelStyle({ runOrdinal: 0, learners, key });
  expect(style('prior').token).toBe('run-base');
  expect(style('prior').dash).not.toBe('');
  expect(style('prior').dash).not.toBe(style('logistic-regression').dash);
  expect(style('mlp')).toEqual({ token: 'run-1', dash: '' });
  expect(style('mlp-2')).toEqual({ token: 'run-2', dash: '' });
});

test('thirty runs in a row give thirty different styles to the same learner', () => {
  const styles = Array.from({ length: 30 }, (_, runOrdinal) =>
    modelStyle({ runOrdinal, learners, key: 'mlp' }),
  );
  expect(new Set(styles.map(({ token, dash }) => `${token} ${dash}`)).size).toBe(30);
});

test("a run's place does not hang on the order of the list", () => {
  const runs = [
    { id: 'c', createdAt: '2026-03-01T00:00:00Z' },
    { id: 'a', createdAt: '2026-01-01T00:00:00Z' },
    { id: 'b', createdAt: '2026-01-01T00:00:00Z' },
  ];
  expect(['a', 'b', 'c', 'new'].map((id) => runOrdinal(runs, id))).toEqual([0, 1, 2, 3]);
  expect(['a', 'b', 'c'].map((id) => runOrdinal([...runs].reverse(), id))).toEqual([0, 1, 2]);
});

test('ordinals know the teens', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinalText)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '102nd',
    '111th',
  ]);
});

test('the verdict on a split says sizes and whether the parts are alike', () => {
  const excluded = { missingTarget: 0, duplicate: 0 };
  const rest = { excluded, digest: '', warnings: [] };
  const binary = { classNames: ['good', 'bad'], positiveIndex: 1, ...rest };
  expect(
    splitVerdict({
      ...binary,
      train: { rows: 600, classes: [420, 180] },
      validation: { rows: 200, classes: [140, 60] },
      test: { rows: 200, classes: [140, 60] },
    }),
  ).toBe('600 rows to learn from, 200 to choose on, 200 sealed for the test; every part holds 30 % bad.');
  expect(
    splitVerdict({
      ...binary,
      train: { rows: 600, classes: [432, 168] },
      validation: { rows: 200, classes: [130, 70] },
      test: { rows: 200, classes: [138, 62] },
    }),
  ).toContain('bad is 28 % of train, 35 % of validation, 31 % of test.');
  expect(
    splitVerdict({
      classNames: ['a', 'b', 'c'],
      positiveIndex: null,
      ...rest,
      train: { rows: 60, classes: [20, 20, 20] },
      validation: { rows: 30, classes: [10, 10, 10] },
      test: { rows: 30, classes: [8, 12, 10] },
    }),
  ).toContain('the share of a and b differs between the parts.');
});

test('shares that differ only because rows are whole count as equal', () => {
  const split = {
    classNames: ['Adelie', 'Chinstrap', 'Gentoo'],
    positiveIndex: null,
    train: { rows: 206, classes: [91, 41, 74] },
    validation: { rows: 69, classes: [30, 14, 25] },
    test: { rows: 69, classes: [31, 13, 25] },
    excluded: { missingTarget: 0, duplicate: 0 },
    digest: '',
    warnings: [],
  };
  expect(splitVerdict(split)).toContain('every part holds the 3 classes in the same shares.');
});

test('models of one name are told apart by a number', () => {
  const names = distinctNames([
    { key: 'mlp', name: 'Network' },
    { key: 'mlp-2', name: 'Network' },
    { key: 'mlp-3', name: 'Network 2' },
    { key: 'prior', name: 'Prior' },
  ]);
  expect([...names.values()]).toEqual(['Network', 'Network 2', 'Network 2 2', 'Prior']);
});
