import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BadRow, ReadOptions } from '../../core/contract/dataset.ts';
import { readBadRows } from '../../core/load/bad-rows.ts';
import { loadText } from '../support/load-text.ts';
import { inspectIn, loadInto, temporaryProject } from '../support/temporary-project.ts';

const aside: ReadOptions = { badRows: 'set-aside' };

async function setAside(text: string | Uint8Array, fileName = 'a.csv') {
  const loaded = await loadText(text, { options: aside, fileName });
  const { path = '', count: total = 0 } = loaded.badRows ?? {};
  const { rows } = await readBadRows({ path, total, offset: 0, limit: 1000 });
  return { loaded, bad: rows, brief: rows.map(({ line, text: raw, reason }: BadRow) => [line, raw, reason]) };
}

describe('rows that cannot be read are set aside with line, text and reason:', () => {
  it('too short and too long ones, after cells with line breaks and empty lines', async () => {
    const { loaded, brief } = await setAside('a,b\r\n1,"x\ny"\r\n\r\n2\r\n3,4,5\r\n6,7,\r\n8,9');
    expect(loaded.rows).toEqual([
      [1, 'x\ny'],
      [6, '7'],
      [8, '9'],
    ]);
    expect(brief).toEqual([
      [5, '2', 'has 1 column where 2 are expected'],
      [6, '3,4,5', 'has 3 columns where 2 are expected'],
    ]);
  });

  it('quotes gone wrong, of which only the line is lost', async () => {
    const { loaded, brief } = await setAside('a,b\n1,"x"y\n2,z\n"3,open\n4,w\n5,v');
    expect(loaded.rows).toEqual([
      [2, 'z'],
      [4, 'w'],
      [5, 'v'],
    ]);
    expect(brief).toEqual([
      [2, '1,"x"y', 'has text after a closing quote'],
      [4, '"3,open', 'has a quote that is never closed'],
    ]);
  });

  it('bytes that are no UTF-8, near the start and far down', async () => {
    const good = '1,x\n'.repeat(400_000);
    const bytes = Buffer.concat([
      Buffer.from('n,t\n2,ü\n'),
      Buffer.from('3,Zo\xeb\n', 'latin1'),
      Buffer.from(good),
      Buffer.from('4,\xff\n', 'latin1'),
      Buffer.from('5,y\n'),
    ]);
    const { loaded, bad } = await setAside(bytes);
    expect(loaded.rowCount).toBe(400_002);
    expect(bad.map(({ line }) => line)).toEqual([3, 400_004]);
    expect(bad[0]?.reason).toBe('has a byte that is not UTF-8');
  });

  it('longer than 2 MB, of which the beginning is kept', async () => {
    const { loaded, bad } = await setAside(
      `a,b\n1,${'x'.repeat(5_000_000)}\n2,y\n3,"${'\n'.repeat(2_100_000)}`,
    );
    expect(loaded.rows).toEqual([[2, 'y']]);
    expect(bad[0]).toMatchObject({ line: 2, reason: expect.stringContaining('longer than 2 MB') });
    expect(bad[0]?.text.length).toBe(10_001);
    expect(bad[1]).toMatchObject({ line: 4, text: '3,"' });
  });

  it('lines of NDJSON, elements of JSON', async () => {
    const ndjson = await setAside('{"a": 1}\n\n[2]\n{"a": 3\n{"a": 4}\n', 'a.ndjson');
    expect(ndjson.loaded.rows).toEqual([[1], [4]]);
    expect(ndjson.brief).toEqual([
      [3, '[2]', 'is no object'],
      [4, '{"a": 3', 'is not valid JSON'],
    ]);
    const json = await setAside('[{"a": 1},\n null,\n {a: 2}, {"a": 3}]', 'a.json');
    expect(json.loaded.rows).toEqual([[1], [3]]);
    expect(json.brief).toEqual([
      [2, 'null', 'is no object'],
      [3, '{a: 2}', 'is not valid JSON'],
    ]);
  });
});

describe('rows set aside', () => {
  it('are no part of the version: its id is that of the good rows', async () => {
    const { loaded } = await setAside('a,b\n1,2\n3\n4,5\n');
    expect(loaded.id).toBe((await loadText('a,b\n1,2\n4,5\n')).id);
    expect(loaded.options.badRows).toBe('set-aside');
  });

  it('come in pages', async () => {
    const { loaded } = await setAside(
      `a,b\n1,2\n${Array.from({ length: 250 }, (_, i) => `${i}\u2028\n`).join('')}`,
    );
    const page = await readBadRows({ path: loaded.badRows?.path ?? '', total: 250, offset: 248, limit: 100 });
    expect(page).toMatchObject({ offset: 248, total: 250 });
    expect(page.rows.map(({ line, text }) => [line, text])).toEqual([
      [251, '248\u2028'],
      [252, '249\u2028'],
    ]);
  });

  it('are told in the preview', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'a.csv');
    writeFileSync(path, 'a,b\n1,2\n3\n');
    await expect(inspectIn(project, path)).rejects.toMatchObject({ code: 'CSV_MALFORMED' });
    const preview = await inspectIn(project, path, aside);
    expect(preview.rows).toEqual([[1, 2]]);
    expect(preview.notes).toContain('Of what was looked at, 1 row cannot be read and would be set aside.');
  });

  it('leave nothing where there are none, and where there is nothing else', async () => {
    const clean = await setAside('a,b\n1,2\n');
    expect(clean.loaded.badRows).toBeNull();
    await expect(setAside('a,b\n1\n2\n')).rejects.toMatchObject({ code: 'CSV_HEADER_ONLY' });
  });

  it('end the load when there are more than 100,000', async () => {
    const project = temporaryProject();
    const path = join(project.path, 'a.csv');
    writeFileSync(path, `a,b\n1,2\n${'x\n'.repeat(100_001)}`);
    await expect(loadInto(project, path, { options: aside })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('more than 100,000 rows that cannot be read'),
    });
  });

  it('do not move where a cell of the wrong type is said to be', async () => {
    const text = 'a,b\n1,w\nbad\n3,x\n';
    await expect(loadText(text, { options: { ...aside, types: { b: 'integer' } } })).rejects.toMatchObject({
      code: 'CSV_TYPE_MISMATCH',
      message: expect.stringContaining('2 cells that are not whole numbers, first at line 2 ("w")'),
    });
  });
});

describe('mixed line ends', () => {
  it('lose no row, wherever the second kind turns up', async () => {
    for (const [most, one] of [
      ['\n', '\r\n'],
      ['\r\n', '\n'],
      ['\r', '\n'],
      ['\n', '\r'],
    ] as const) {
      const text = `a,b${most}${`1,2${most}`.repeat(300_000)}3,4${one}5,6${most}`;
      const loaded = await loadText(text);
      expect([most, one, loaded.rowCount]).toEqual([most, one, 300_002]);
      expect(loaded.rows.slice(-2)).toEqual([
        [3, 4],
        [5, 6],
      ]);
    }
  });

  it('inside quoted cells stay as they are', async () => {
    const loaded = await loadText('a,b\r\n1,"x\ny\rz"\r\n2,w\n');
    expect(loaded.rows).toEqual([
      [1, 'x\ny\rz'],
      [2, 'w'],
    ]);
    expect(readFileSync(loaded.sourcePath, 'utf8')).toContain('\r\n');
  });
});
