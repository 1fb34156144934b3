import { describe, expect, test } from 'vitest';
import { columnStatistics } from '../../core/profile/statistics.ts';
import { readLabels } from '../../core/split/labels.ts';
import { countedClasses } from '../../renderer/client/counted-classes.ts';
import { loadText } from '../support/load-text.ts';
import { tableOf } from '../support/temporary-project.ts';

describe('the classes that statistics tell of', () => {
  test.each([
    ['text, one rarer', 'a,b,a,a'],
    ['text, equally frequent', 'z,é,é,z'],
    ['numbers below zero', '-1,1,1,-1,-1'],
    ['fractions', '0.5,1.5,0.5'],
    ['booleans', 'true,false,true'],
    ['three classes with gaps', 'x,y,,z,x'],
  ])('are those that the engine counts: %s', async (_, cells) => {
    const loaded = await loadText(
      `outcome,n\n${cells
        .split(',')
        .map((cell, i) => `${cell},${i}`)
        .join('\n')}\n`,
    );
    const { table, duck } = await tableOf(loaded.project, loaded);
    const { classNames, positiveIndex } = await readLabels({
      sql: duck.sql,
      table,
      target: { column: 'outcome' },
    });
    const [statistics] = await columnStatistics({ sql: duck.sql, table });
    expect(statistics && countedClasses(statistics)).toEqual({
      names: [...classNames].sort(),
      rarer: positiveIndex === null ? null : classNames[positiveIndex],
    });
  });

  test('are not known where there are more values than statistics list', async () => {
    const loaded = await loadText(`n,t\n${Array.from({ length: 60 }, (_, i) => `${i % 30},x`).join('\n')}\n`);
    const { table, duck } = await tableOf(loaded.project, loaded);
    const [statistics] = await columnStatistics({ sql: duck.sql, table });
    expect(statistics && countedClasses(statistics)).toBeNull();
  });
});
