import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentId, digestColumns } from '../../core/load/content-hash.ts';
import { hashParquet } from '../../core/load/hash-parquet.ts';
import type { RawChunk } from '../../core/shared/raw-sql.ts';
import { openDuck } from '../../core/store/duck.ts';
import { loadText } from '../support/load-text.ts';
import { loadInto, openSmallSql, temporaryDuck, temporaryProject } from '../support/temporary-project.ts';

const table = `n,x,t,d,s,b\n${Array.from({ length: 5000 }, (_, i) =>
  [
    i,
    i % 3 ? i / 7 : '',
    i % 5 ? `text ${'long '.repeat(i % 9)}${i % 11}` : '',
    '2024-01-01',
    '2024-01-01 10:00',
    i % 2 === 0,
  ].join(','),
).join('\n')}\n`;

describe('the id of a version', () => {
  it('is the same from CSV in any dialect and from Parquet in any layout', async () => {
    const project = temporaryProject();
    const first = await loadText(table, { project });
    const ids = new Set<string>([first.id]);
    const variants = [
      table.replaceAll(',', ';'),
      table.replaceAll('\n', '\r\n'),
      Buffer.from(`\ufeff${table}`, 'utf16le'),
    ];
    for (const [i, text] of variants.entries())
      ids.add((await loadText(text, { fileName: `v${i}.csv`, project })).id);
    const { sql } = await temporaryDuck();
    const names = first.columns.map(({ sql: physical, name }) => `${physical} AS "${name}"`).join(', ');
    for (const [i, layout] of [
      'COMPRESSION zstd',
      'COMPRESSION uncompressed, ROW_GROUP_SIZE 2048',
    ].entries()) {
      const path = join(project.path, `p${i}.parquet`);
      await sql.run(
        `COPY (SELECT ${names} FROM '${first.parquetPath}') TO '${path}' (FORMAT parquet, ${layout})`,
      );
      ids.add((await loadInto(project, path)).id);
    }
    expect([...ids]).toEqual([first.id]);
    expect(readdirSync(project.folders.data)).toEqual([`${first.id}.parquet`]);
  });

  it('is the same with one thread and with four', async () => {
    const project = temporaryProject();
    const path = join(project.path, 't.csv');
    writeFileSync(
      path,
      table.replace('\n', '\n').repeat(1) + table.slice(table.indexOf('\n') + 1).repeat(20),
    );
    const ids = [];
    for (const threads of [1, 4]) {
      const openSql = (allowedPaths: readonly string[]) =>
        openDuck({ threads, memoryLimitMb: 500, spillDirectory: null, allowedPaths });
      ids.push((await loadInto(project, path, { openSql })).id);
    }
    expect(ids[0]).toBe(ids[1]);
  });

  it('says whether the content is new', async () => {
    const project = temporaryProject();
    expect((await loadText('a\nx\n', { project })).isNew).toBe(true);
    const again = await loadText('a\nx\n', { project, fileName: 'other.csv' });
    expect(again.isNew).toBe(false);
    expect(existsSync(again.parquetPath)).toBe(true);
  });

  it.each([
    ['a cell', 'a,b\n1,x\n2,y\n', 'a,b\n1,x\n2,z\n'],
    ['a name', 'a,b\n1,x\n', 'a,B\n1,x\n'],
    ['the order of rows', 'a,b\n1,x\n2,y\n', 'a,b\n2,y\n1,x\n'],
    ['the order of columns', 'a,b\n1,1\n', 'b,a\n1,1\n'],
    ['missing and the word None', 'a,b\n1,\n2,y\n', 'a,b\n1,None\n2,y\n'],
    ['missing and zero', 'a,b\n1,\n2,5\n', 'a,b\n1,0\n2,5\n'],
    ['zero and minus zero', 'a,b\n0.0,x\n1.5,x\n', 'a,b\n-0.0,x\n1.5,x\n'],
    ['missing and not a number', 'a,b\n1,\n2,1.5\n', 'a,b\n1,nan\n2,1.5\n'],
    ['infinity and minus infinity', 'a,b\n1,inf\n2,1.5\n', 'a,b\n1,-inf\n2,1.5\n'],
    ['where one text ends and the next begins', 'a,b\nxy,z\nz,w\n', 'a,b\nx,yz\nz,w\n'],
    ['where texts of one column end', 'a,b\n1,xy\n1,z\n', 'a,b\n1,x\n1,yz\n'],
    ['a number and the same as text', 'a,b\n1,x\n', 'a,b\n01,x\n'],
    ['a row more', 'a,b\n1,x\n', 'a,b\n1,x\n1,x\n'],
  ])('differs for %s', async (_, one, other) => {
    const project = temporaryProject();
    const a = await loadText(one, { project, fileName: 'a.csv' });
    const b = await loadText(other, { project, fileName: 'b.csv' });
    expect(a.id).not.toBe(b.id);
  });

  it('differs for the same cells as text and as numbers', async () => {
    const project = temporaryProject();
    const number = await loadText('a,b\n1,x\n', { project });
    const text = await loadText('a,b\n1,x\n', { project, options: { types: { a: 'text' } } });
    expect(number.id).not.toBe(text.id);
  });

  it('is found again in the stored file, and not after a cell was changed', async () => {
    const project = temporaryProject();
    const loaded = await loadText(table, { project });
    const { sql, close } = await openSmallSql([project.path]);
    const { columns, id } = loaded;
    expect(await hashParquet({ sql, path: loaded.parquetPath, columns })).toEqual({ id, rowCount: 5000 });
    const changed = join(project.path, 'changed.parquet');
    await sql.run(
      `COPY (SELECT * REPLACE (CASE WHEN c0 = 4711 THEN -c0 ELSE c0 END AS c0) FROM '${loaded.parquetPath}') TO '${changed}' (FORMAT parquet)`,
    );
    expect((await hashParquet({ sql, path: changed, columns })).id).not.toBe(id);
    close();
  });
});

describe('the content hash', () => {
  const cells = fc.array(fc.option(fc.double({ noDefaultInfinity: false })), { minLength: 1, maxLength: 60 });
  const cut = fc.array(fc.nat(60), { maxLength: 5 });

  function chunksOf(numbers: readonly (number | null)[], cuts: readonly number[]): RawChunk[] {
    const ends = [...new Set([...cuts.filter((at) => at > 0 && at < numbers.length), numbers.length])].sort(
      (a, b) => a - b,
    );
    return ends.map((end, i) => {
      const part = numbers.slice(ends[i - 1] ?? 0, end);
      const present = new Uint8Array(Math.ceil(part.length / 8));
      for (const [row, value] of part.entries())
        if (value !== null) present[row >> 3] = (present[row >> 3] ?? 0) | (1 << (row & 7));
      const bytes = new Uint8Array(Float64Array.from(part, (value) => value ?? Math.PI).buffer);
      return { rowCount: part.length, columns: [{ kind: 'fixed', width: 8, bytes, present }] };
    });
  }

  const idOf = (chunks: readonly RawChunk[]) => {
    const columns = [{ name: 'x', type: 'number' as const }];
    const digests = digestColumns(columns);
    for (const chunk of chunks) digests.add(chunk);
    return contentId(columns, digests.finish());
  };

  it('does not depend on how rows are cut into chunks', () => {
    fc.assert(
      fc.property(
        cells,
        cut,
        cut,
        (numbers, a, b) => idOf(chunksOf(numbers, a)) === idOf(chunksOf(numbers, b)),
      ),
    );
  });

  it('is equal for equal columns only', () => {
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        const isEqual = a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
        return (idOf(chunksOf(a, [])) === idOf(chunksOf(b, []))) === isEqual;
      }),
    );
  });

  it('is what it was: the format is fixed', () => {
    expect(idOf(chunksOf([1.5, null, Number.NaN, -0], []))).toMatchInlineSnapshot(
      `"d7e894fd52c27bcac3f3cfbbc1eeca39e93483a73a39cb57ca85b2e49ec56971"`,
    );
  });
});
