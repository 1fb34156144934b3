import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadText, readAll, typesOf } from '../support/load-text.ts';
import { inspectIn, loadInto, temporaryDuck, temporaryProject } from '../support/temporary-project.ts';

describe('a folder', () => {
  function folder(files: Record<string, string | Uint8Array>) {
    const project = temporaryProject();
    const path = join(project.path, 'parts');
    mkdirSync(join(path, 'sub'), { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
    return { project, path };
  }

  it('of files with the same columns is one dataset, sorted by name', async () => {
    const { project, path } = folder({
      'b.csv': 'n,t\n2,y\n',
      'a.csv.gz': gzipSync('n,t\n1,x\n'),
      'c.csv': 'n,t\r\n3,"z\nw"\n',
      '.hidden.csv': 'x\n1\n',
      _SUCCESS: '',
      'notes.md': '# no table',
    });
    const loaded = await loadInto(project, path, { options: { fileColumn: true } });
    expect(typesOf(loaded)).toEqual({ n: 'integer', t: 'text', file: 'text' });
    expect(await readAll(project, loaded)).toEqual([
      [1, 'x', 'a.csv'],
      [2, 'y', 'b.csv'],
      [3, 'z\nw', 'c.csv'],
    ]);
    expect([loaded.name, loaded.sourcePath]).toEqual(['parts', path]);
    const plain = await loadInto(project, path);
    expect(plain.id).toBe((await loadText('n,t\n1,x\n2,y\n3,"z\nw"\n', { project })).id);
    expect((await inspectIn(project, path)).rows).toHaveLength(3);
  });

  it('of Parquet files, JSON files and many files is read as well', async () => {
    const parquet = folder({});
    const { sql } = await temporaryDuck();
    for (const i of [1, 2]) {
      await sql.run(
        `COPY (SELECT ${i} AS a, 'x' AS b) TO '${join(parquet.path, `${i}.parquet`)}' (FORMAT parquet)`,
      );
    }
    expect(await readAll(parquet.project, await loadInto(parquet.project, parquet.path))).toEqual([
      [1, 'x'],
      [2, 'x'],
    ]);
    const json = folder({ 'a.json': '[{"a": 1, "b": null}]', 'b.json': '[{"a": 2, "b": true}]' });
    const loaded = await loadInto(json.project, json.path);
    expect(typesOf(loaded)).toEqual({ a: 'integer', b: 'boolean' });
    const many = folder(
      Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`${1000 + i}.csv`, `n\n${i}\n`])),
    );
    const all = await readAll(many.project, await loadInto(many.project, many.path));
    expect(all.map(([n]) => n)).toEqual(Array.from({ length: 150 }, (_, i) => i));
  });

  it('of files that differ names the file and the column', async () => {
    const { project, path } = folder({ 'a.csv': 'n,t\n1,x\n', 'b.csv': 'n,u\n2,y\n' });
    await expect(loadInto(project, path)).rejects.toMatchObject({
      code: 'FOLDER_MISMATCH',
      message: expect.stringContaining(
        'b.csv does not have the columns of a.csv: column 2 is "u" instead of "t"',
      ),
    });
  });

  it('has no end of rows lost: a bad row is set aside with its file', async () => {
    const { project, path } = folder({ 'a.csv': 'n,t\n1,x\n', 'b.csv': 'n,t\n2\n3,z\n' });
    await expect(loadInto(project, path)).rejects.toMatchObject({
      message: expect.stringContaining('b.csv has 1 columns on line 2'),
    });
    const loaded = await loadInto(project, path, { options: { badRows: 'set-aside' } });
    expect([loaded.rowCount, loaded.badRows?.count]).toEqual([2, 1]);
  });
});
