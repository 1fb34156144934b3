import { threshold } from '../threshold.ts';

const edges = ['relation.orphan', 'relation.fan-out', 'relation.key'];

/** Every number that a relation between two datasets or a finding about one hangs on. Shares run from 0 to 1. */
export const relationLimitTable = {
  relationContainment: threshold(
    edges,
    0.9,
    'Share of the different values of a column that another one must have, when the names do not help',
  ),
  relationContainmentNamed: threshold(edges, 0.5, 'The same, when the names are alike'),
  relationName: threshold(edges, 0.5, 'Likeness of names from which they help'),
  relationChance: threshold(
    edges,
    1e-6,
    'Probability that whole numbers drawn from the range of a key hit its values as often, below which they refer to it whatever the names',
  ),
  relationKeyShare: threshold(
    edges,
    0.95,
    'Different values over filled cells from which a column is a key with exceptions',
  ),
  relationKeyShareNamed: threshold(
    edges,
    0.8,
    'The same for a column whose name says that the other one refers to it',
  ),
  relationLevels: threshold(
    edges,
    20,
    'Different values that a text or a day needs before it links two datasets in which it is no key',
  ),
  orphanError: threshold(
    ['relation.orphan'],
    0.05,
    'An error above this share of rows without a match, a warning below',
  ),
  fanOutError: threshold(
    ['relation.fan-out'],
    0.05,
    'An error above this growth of rows by the join, a warning below',
  ),
};

/** The values of the table. */
export type RelationLimits = Record<keyof typeof relationLimitTable, number>;

/** The limits when nothing is overridden. */
export const defaultRelationLimits: RelationLimits = {
  relationContainment: relationLimitTable.relationContainment.value,
  relationContainmentNamed: relationLimitTable.relationContainmentNamed.value,
  relationName: relationLimitTable.relationName.value,
  relationChance: relationLimitTable.relationChance.value,
  relationKeyShare: relationLimitTable.relationKeyShare.value,
  relationKeyShareNamed: relationLimitTable.relationKeyShareNamed.value,
  relationLevels: relationLimitTable.relationLevels.value,
  orphanError: relationLimitTable.orphanError.value,
  fanOutError: relationLimitTable.fanOutError.value,
};
