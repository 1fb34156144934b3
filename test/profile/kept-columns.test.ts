import { expect, it } from 'vitest';
import { columnFacts } from '../../core/profile/column-facts.ts';
import { columnValues } from '../../core/profile/column-values.ts';
import { drawLevels } from '../../core/profile/draw-levels.ts';
import { missingness } from '../../core/profile/missingness.ts';
import { profileContext } from '../../core/profile/profile-context.ts';
import { tableSample } from '../../core/profile/table-sample.ts';
import { resolveThresholds } from '../../core/profile/thresholds.ts';
import { loadText } from '../support/load-text.ts';
import { tableOf } from '../support/temporary-project.ts';

const rows = Array.from({ length: 60_000 }, (_, i) =>
  [
    i % 7 === 0 ? '' : i / 4,
    `lot ${(i * 7919) % 9000}`,
    i % 11 === 0 ? '' : `colour ${i % 5}`,
    i % 13 === 0 ? '' : i % 2 === 0,
    i % 17 === 0 ? '' : `2024-0${1 + (i % 9)}-11`,
  ].join(','),
);

it('a table whose columns are kept and one that is scanned anew give the same cells', async () => {
  const loaded = await loadText(`x,lot,colour,flag,day\n${rows.join('\n')}\n`);
  const { table, duck } = await tableOf(loaded.project, loaded);
  const pause = async () => {};
  async function found(cacheBytes: number) {
    const values = columnValues({ sql: duck.sql, table, cacheBytes });
    const columns = await columnFacts({ sql: duck.sql, table, values, pause });
    const context = profileContext({
      sql: duck.sql,
      table,
      target: null,
      targetIndex: null,
      columns,
      values,
      thresholds: resolveThresholds({ sampleRows: 20_000 }),
      seed: 1,
      pause,
    });
    const [lot] = columns.filter(({ column }) => column.name === 'lot');
    if (lot === undefined) throw new Error('there is a column of lots');
    const sample = await tableSample(context);
    const gaps = await missingness(context);
    const levels = await drawLevels(context, lot, columns);
    return {
      holdsAll: values.holdsAll,
      sample: [sample.rows, sample.columns.map(({ keys, codes }) => [keys, codes])],
      missing: [gaps.perRow, gaps.columns.map(({ bits }) => bits)],
      levels: [levels.codes, levels.size, levels.distinct, levels.keys],
    };
  }
  const [kept, scanned] = [await found(2 ** 30), await found(2 ** 20)];
  expect([kept.holdsAll, scanned.holdsAll]).toEqual([true, false]);
  expect(scanned.sample).toEqual(kept.sample);
  expect(scanned.missing).toEqual(kept.missing);
  expect(scanned.levels).toEqual(kept.levels);
  expect(kept.levels[0]?.toString().length).toBeGreaterThan(10_000);
});
