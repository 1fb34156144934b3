import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashParquet } from '../../core/load/hash-parquet.ts';
import { packVersion } from '../../core/load/pack-version.ts';
import { loadText } from '../support/load-text.ts';
import { temporaryDuck } from '../support/temporary-project.ts';

const rows = Array.from({ length: 20_000 }, (_, i) =>
  [i, i % 3 ? i / 7 : '', i % 5 ? `"says ""${i % 11}"" again"` : '', '2024-01-01', i % 2 === 0].join(','),
);

it('a version is packed small under the same id, and a packed one is left as it is', async () => {
  const loaded = await loadText(`n,x,t,d,b\n${rows.join('\n')}\n`);
  const { sql } = await temporaryDuck();
  const path = join(loaded.project.path, 'packed.parquet');
  expect(await packVersion({ sql, version: loaded, path })).toBe(path);
  expect(await hashParquet({ sql, path, columns: loaded.columns })).toEqual({
    id: loaded.id,
    rowCount: rows.length,
  });
  expect(statSync(path).size).toBeLessThan(0.7 * statSync(loaded.parquetPath).size);
  const again = join(loaded.project.path, 'again.parquet');
  expect(await packVersion({ sql, version: { ...loaded, parquetPath: path }, path: again })).toBe(path);
});
