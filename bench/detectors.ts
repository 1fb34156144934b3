import { parseArgs } from 'node:util';
import { everyPrevalence, type Prevalence } from '../test/support/planted/planted-table.ts';
import {
  markdownTable,
  plainTable,
  updateDetectorTable,
  writeDetectorTable,
} from './support/detector-table.ts';
import { createTally, type Family } from './support/detector-tally.ts';
import { relationFamily } from './support/measure-relations.ts';
import { splitFamily } from './support/measure-splits.ts';
import { tableFamily } from './support/measure-tables.ts';

/**
 * Recall of every detector on planted defects by prevalence, and its false alarms on clean tables. All tables go
 * through CSV files, the loader and the store. --quick: 2 seeds instead of 20; --seeds N; --only a,b: these detectors
 * or families, and only their lines in the table of docs/detectors.md are replaced, when they were measured with as many
 * seeds as the others.
 */
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, seeds: { type: 'string' } },
});
const only = options.only?.split(',') ?? null;
const seedCount = Number(options.seeds ?? (options.quick ? 2 : 20));
const isWanted = (id: string) =>
  only === null || only.some((wanted) => id === wanted || id.startsWith(`${wanted}.`));
const families: readonly Family[] = [tableFamily, splitFamily, relationFamily];
const prevalences: readonly Prevalence[] = [...everyPrevalence, 1];
const started = performance.now();

const tally = createTally();
for (let seed = 1; seed <= seedCount; seed++) {
  for (const family of families) {
    for (const prevalence of prevalences) await family.plant({ tally, seed, prevalence, isWanted });
    await family.clean({ tally, seed, isWanted });
  }
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.error(`seed ${seed} of ${seedCount} done after ${minutes} min`);
}

const rows = families.flatMap(({ planters, registered }) =>
  tally.rows({ planters, registered, prevalences }).filter(({ detector }) => isWanted(detector)),
);
console.log(plainTable({ rows, prevalences }));
for (const line of tally.surprises()) console.log(line);
if (only === null) writeDetectorTable(markdownTable({ rows, prevalences, seedCount }));
else updateDetectorTable({ rows, prevalences, seedCount });
