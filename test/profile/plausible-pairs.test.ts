import { expect, it } from 'vitest';
import { correlationPair } from '../../core/profile/detectors/correlation-pair.ts';
import { profileTable } from '../../core/profile/profile.ts';
import { createRng } from '../../core/shared/rng.ts';
import { loadText } from '../support/load-text.ts';
import { tableOf } from '../support/temporary-project.ts';

const rowCount = 120_000;

/** Pairs that belong together, one of each kind, and columns that belong to nothing. */
function rows(): string[] {
  const rng = createRng(11);
  return Array.from({ length: rowCount }, () => {
    const flag = rng.next() < 0.3;
    const city = rng.integer(12);
    const batch = rng.integer(8000);
    const amount = (flag ? 100 : 0) + 3 * rng.normal();
    const weight = ((batch * 7919) % 1000) + 5 * rng.normal();
    const day = `2024-0${1 + rng.integer(9)}-1${rng.integer(10)}`;
    const unrelated = [rng.normal().toFixed(3), `colour ${rng.integer(5)}`, rng.next() < 0.5, day];
    return [flag, amount.toFixed(2), `city ${city}`, `zone ${city}`, `lot ${batch}`, weight.toFixed(1)]
      .concat(unrelated.map(String))
      .join(',');
  });
}

it('in a long table pairs of every kind that belong together are found, and no others', async () => {
  const header = 'flag,amount,city,zone,lot,weight,noise,colour,switched,day';
  const loaded = await loadText(`${header}\n${rows().join('\n')}\n`);
  const { table, duck } = await tableOf(loaded.project, loaded);
  const { issues } = await profileTable({
    sql: duck.sql,
    table,
    target: null,
    seed: 1,
    now: () => 0,
    detectors: [correlationPair],
  });
  const groups = issues.map(({ columns, count }) => `${[...columns].sort().join(' and ')}, ${count} rows`);
  expect(groups.sort()).toEqual([
    'amount and flag, 120000 rows',
    'city and zone, 120000 rows',
    'lot and weight, 120000 rows',
  ]);
});
