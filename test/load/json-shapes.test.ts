import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import { loadText, typesOf } from '../support/load-text.ts';
import { inspectIn, temporaryProject } from '../support/temporary-project.ts';

const json = (text: string, options: ReadOptions = {}) => loadText(text, { fileName: 'a.json', options });

describe('a JSON file that is one object', () => {
  it('is read from the array of records inside, and says under which key', async () => {
    const loaded = await json(
      '\ufeff{\n "count": 2, "note": "a \\"[{\\" b",\n "da\\u0074a": [\n  {"a": 1, "b": "]}"},\n  {"a": 2}\n ],\n "next": null}\n',
    );
    expect(loaded.rows).toEqual([
      [1, ']}'],
      [2, null],
    ]);
    expect(loaded.notes).toEqual([
      'The rows are those under the key "data"; what else is in the file is left out.',
    ]);
    expect(loaded.options.table).toBe('data');
    expect(loaded.id).toBe((await json('[{"a": 1, "b": "]}"}, {"a": 2}]')).id);
  });

  it('is read from an array within objects', async () => {
    const loaded = await json('{"response": {"status": {"code": 200}, "items": [{"a": 1}]}}');
    expect(loaded.rows).toEqual([[1]]);
    expect(loaded.options.table).toBe('response.items');
  });

  it('offers all arrays of records, and takes the first or the one asked for', async () => {
    const text = '{"tags": ["x"], "people": [{"a": 1}], "rows": [["b"], [2]], "none": []}';
    const project = temporaryProject();
    const path = join(project.path, 'a.json');
    writeFileSync(path, text);
    const preview = await inspectIn(project, path);
    expect(preview.choices).toEqual({ kind: 'table', names: ['people', 'rows'] });
    expect(preview.notes[0]).toBe('The rows are those under the key "people"; there are also "rows".');
    expect((await json(text, { table: 'rows' })).rows).toEqual([[2]]);
    await expect(json(text, { table: 'peopel' })).rejects.toMatchObject({
      code: 'TABLE_UNKNOWN',
      message: expect.stringContaining('did you mean "people"?'),
    });
    await expect(json(text, { table: 'none' })).rejects.toMatchObject({
      code: 'TABLE_EMPTY',
      message: expect.stringContaining('under the key "none" of a.json is empty'),
    });
  });

  it('counts lines from the start of the file', async () => {
    await expect(json('{"data": [\n{"a": 1},\n7]}')).rejects.toMatchObject({
      message: expect.stringContaining('line 3 is no object'),
    });
  });

  it('without an array of records is one row, and objects in a row are rows', async () => {
    const one = await json('{"a": 1, "tags": ["x", "y"], "none": []}');
    expect(one.rows).toEqual([[1, '["x","y"]', '[]']]);
    expect(one.notes[0]).toContain('one object');
    const several = await json('{"a": [{"x": 1}]} {"a": []}');
    expect(several.rows).toEqual([['[{"x":1}]'], ['[]']]);
  });

  it('is read however long it is, piece by piece', async () => {
    const rows = Array.from({ length: 150_000 }, (_, i) => ({ id: i, text: `row ${i} ]}` }));
    const loaded = await json(JSON.stringify({ meta: { page: 1 }, data: rows, total: rows.length }));
    expect(loaded.rowCount).toBe(150_000);
    expect(loaded.rows.at(-1)).toEqual([149_999, 'row 149999 ]}']);
  });
});

describe('a JSON file of arrays', () => {
  it('has its first row as header when it is of texts', async () => {
    const loaded = await json('[["id", "na me"], [1, "x"], [2, null], [12345678901234567890, {"a": [1]}]]');
    expect(loaded.columns.map(({ name }) => name)).toEqual(['id', 'na me']);
    expect(loaded.rows).toEqual([
      ['1', 'x'],
      ['2', null],
      ['12345678901234567890', '{"a":[1]}'],
    ]);
    expect(loaded.options.header).toBe(true);
  });

  it('has numbered columns when it is not, or when it is told to', async () => {
    const loaded = await json('[[1, "x"], [2, "y"]]');
    expect(typesOf(loaded)).toEqual({ 'column 1': 'integer', 'column 2': 'text' });
    expect(loaded.notes).toEqual(['The first row looks like data, so the columns are numbered.']);
    const told = await json('[["u", "v"], ["x", "y"]]', { header: false });
    expect(told.rows).toHaveLength(2);
    const named = await json('[[1, null], [3, 4]]', { header: true });
    expect(named.columns.map(({ name }) => name)).toEqual(['1', '']);
  });

  it('inside an object, and one per line, is read alike', async () => {
    const wrapped = await json('{"data": [["a"], [1], [2]]}');
    const lines = await loadText('["a"]\n[1]\n\n[2]\n', { fileName: 'a.jsonl' });
    expect(wrapped.rows).toEqual([[1], [2]]);
    expect(lines.id).toBe(wrapped.id);
  });

  it('sets aside rows of another length or kind', async () => {
    const loaded = await json('[["a", "b"],\n[1, 2],\n[3],\n{"a": 1},\n[]\n, [4, 5]]', {
      badRows: 'set-aside',
    });
    expect(loaded.rows).toEqual([
      [1, 2],
      [4, 5],
    ]);
    expect(loaded.badRows?.count).toBe(3);
    await expect(json('[[1, 2], [3]]')).rejects.toMatchObject({
      message: expect.stringContaining('line 1 has 1 value where 2 are expected'),
    });
    await expect(json('[{"a": 1}, [2]]')).rejects.toMatchObject({
      message: expect.stringContaining('line 1 is no object'),
    });
  });
});

describe('hostile JSON ends in a result or a clear error:', () => {
  const million = 1_000_000;
  it.each<[string, string, string, string]>([
    ['arrays a million deep', '['.repeat(million) + ']'.repeat(million), 'JSON_MALFORMED', 'line 1'],
    [
      'objects a million deep',
      `${'{"a":'.repeat(million)}1${'}'.repeat(million)}`,
      'JSON_MALFORMED',
      'nested too deep',
    ],
    ['objects without end', '{"a":'.repeat(million), 'JSON_MALFORMED', 'ends in the middle of its object'],
    [
      'an object cut off inside its array',
      '{"data": [{"a": 1}',
      'JSON_MALFORMED',
      'ends in the middle of its object',
    ],
    [
      'an object cut off after its array',
      '{"data": [{"a": 1}],',
      'JSON_MALFORMED',
      'ends in the middle of its object',
    ],
    ['an empty array of records', '{"data": []}', 'TABLE_EMPTY', 'under the key "data" of a.json is empty'],
    ['nothing but an empty array', '[[]]', 'JSON_MALFORMED', 'line 1 is an empty array'],
    ['a header and nothing else', '[["a", "b"]]', 'TABLE_EMPTY', 'has no rows'],
    ['brackets that do not match', '{"data": [{"a": 1}}', 'JSON_MALFORMED', 'a.json'],
    ['keys without end', `{"${'k'.repeat(3 * million)}": [{"a": 1}`, 'JSON_MALFORMED', 'ends in the middle'],
    ['20,000 columns', `[[${'0,'.repeat(20_000)}0]]`, 'LIMIT_EXCEEDED', '10,000'],
  ])('%s', async (_, text, code, message) => {
    await expect(json(text)).rejects.toMatchObject({
      name: 'CoreError',
      code,
      message: expect.stringContaining(message),
    });
  });

  it('a million small arrays beside the one that counts', async () => {
    const loaded = await json(`{"x": [${'[],'.repeat(million)}[]], "data": [{"a": 1}]}`, { table: 'data' });
    expect(loaded.rows).toEqual([[1]]);
  });
});
