import { expect, test } from 'vitest';
import { recipeSpec } from '../../core/contract/experiment.ts';
import type { FixPreview } from '../../core/contract/fix-effect.ts';
import { fixEffectText, impactNote } from '../../renderer/pages/issues/fix-effect-text.ts';

const nothing: FixPreview = {
  rowsTouched: 0,
  cellsTouched: 0,
  rowsRemoved: 0,
  removedRows: [],
  split: null,
  examples: [],
  columnsRemoved: [],
  columnsAdded: [],
  warnings: [],
};

test('a fix says the cells and rows that it changes, and how many of them are shown', () => {
  expect(fixEffectText(nothing, 0)).toBe('Nothing would change.');
  const many = { ...nothing, cellsTouched: 1200, rowsTouched: 1000, rowsRemoved: 1 };
  expect(fixEffectText(many, 50)).toBe(
    '1,200 cells in 1,000 rows would change. The first 50 are shown. 1 row would be in no part.',
  );
  expect(fixEffectText(many, null)).not.toContain('shown');
});

test('a fix that rows are then parted by says the new split and the rows that change part', () => {
  const split = { from: 'stratified', to: 'group', rows: 344, rowsMoved: 190 } as const;
  const preview: FixPreview = { ...nothing, columnsRemoved: ['id'], split };
  expect(fixEffectText(preview, 0)).toBe(
    'The rows would be split by group instead of by lot with the shares of the classes kept: 190 of 344 rows change part. id would be no feature.',
  );
  expect(fixEffectText({ ...preview, split: { ...split, rowsMoved: null } }, 0)).toContain(
    'which this data does not allow',
  );
  expect(fixEffectText({ ...preview, split: { ...split, from: 'group', rowsMoved: 1 } }, 0)).toContain(
    'by group, as before: 1 of 344 rows changes part',
  );
});

test('the impact of a role says that the split stays as it is', () => {
  const plain = recipeSpec.parse({});
  const role = { kind: 'role', label: '', column: 'patient' } as const;
  expect(impactNote({ ...role, role: 'group' }, plain)).toEqual({
    isMeasurable: true,
    text: expect.stringMatching(
      /with and without patient as a feature .* Both use the split as it is now\. What splitting by group does to the score is not measured/,
    ),
  });
  expect(impactNote({ ...role, role: 'protected' }, plain).text).not.toContain('splitting');
  expect(impactNote({ kind: 'trim', label: '', column: 'city' }, plain)).toEqual({
    isMeasurable: true,
    text: expect.stringContaining('with and without the fix'),
  });
});

test('the role of a column that is no feature has no impact to measure', () => {
  const note = impactNote(
    { kind: 'role', label: '', column: 'patient', role: 'time' },
    recipeSpec.parse({ drop: ['patient'] }),
  );
  expect(note.isMeasurable).toBe(false);
  expect(note.text).toMatch(/^patient is no feature already.*What splitting by time does/);
});
