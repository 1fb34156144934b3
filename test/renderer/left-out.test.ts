import { expect, test } from 'vitest';
import { experimentSpec } from '../../core/contract/experiment.ts';
import { datasetVersionId } from '../../core/contract/ids.ts';
import type { ColumnStatistics } from '../../core/contract/profile.ts';
import { asFeature, leftOutColumns } from '../../renderer/pages/train/left-out.ts';

const spec = experimentSpec.parse({
  assay: 1,
  name: 'Shop',
  data: { version: datasetVersionId.parse('a'.repeat(64)) },
  target: { column: 'bought' },
  seed: 7,
  split: { kind: 'group' },
  recipe: { drop: ['note', 'id'], roles: { id: 'id', shop: 'group', born: 'time', sex: 'protected' } },
});
const names = ['id', 'shop', 'born', 'sex', 'age', 'note', 'blank', 'bought'];
const statistics = names.map(
  (name, index): ColumnStatistics => ({
    column: { index, name, sql: `c${index}`, type: 'text' },
    count: name === 'blank' ? 0 : 9,
    missing: name === 'blank' ? 9 : 0,
    distinct: 1,
    numeric: null,
    text: null,
    time: null,
    top: [],
  }),
);
const reasonOf = (name: string) => (name === 'note' ? 'nearly every text is different' : undefined);

test('columns are left out by a role, by hand, by the proposal, and because they are empty, in the order of the data', () => {
  expect(leftOutColumns({ spec, names, statistics, reasonOf })).toEqual([
    { name: 'id', reason: 'it names rows (role identifier); left out by hand', isChoice: true },
    { name: 'shop', reason: 'it names what several rows belong to (role group)', isChoice: true },
    { name: 'born', reason: 'it says when a row came about (role time)', isChoice: true },
    {
      name: 'sex',
      reason: 'it describes a protected group of people (role protected)',
      isChoice: true,
    },
    { name: 'note', reason: 'nearly every text is different', isChoice: true },
    { name: 'blank', reason: 'no cell of it has a value', isChoice: false },
  ]);
});

test('the target is none of them, whatever its role; columns that the data does not have come last', () => {
  const odd = { ...spec, recipe: { ...spec.recipe, drop: ['gone'], roles: { bought: 'id' as const } } };
  expect(leftOutColumns({ spec: odd, names, statistics: [], reasonOf }).map(({ name }) => name)).toEqual([
    'gone',
  ]);
});

test('using a column takes it out of both lists, and parts the rows anew where the split went by it', () => {
  const withId = asFeature(spec, 'id');
  expect(withId.recipe).toMatchObject({ drop: ['note'], roles: { shop: 'group' } });
  expect('id' in withId.recipe.roles).toBe(false);
  expect(withId.split.kind).toBe('group');
  expect(asFeature(spec, 'shop').split.kind).toBe('stratified');
  expect(asFeature(spec, 'age')).toEqual(spec);
});
