import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAll } from '../support/load-text.ts';
import { loadInto, temporaryProject } from '../support/temporary-project.ts';

const numRuns = 25;

/** Text that is no number, date or truth value and not blank, so that it stays what it is; no NUL. */
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => `x${text.replaceAll('\0', '')}`);
const cell = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 4, arbitrary: word });
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
  );

const csvCell = (text: string | null) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`);

describe('what is written is what is read, whatever is in the cells:', () => {
  it('CSV with any line ends, with and without setting rows aside', { timeout: 120_000 }, async () => {
    const project = temporaryProject();
    const path = join(project.path, 'a.csv');
    const ends = fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 25, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(table, ends, fc.boolean(), async (rows, lineEnds, setsAside) => {
        const width = rows[0]?.length ?? 0;
        const head = Array.from({ length: width }, (_, i) => `n${i}`).join(',');
        const body = rows.map((row) => (width === 1 && row[0] === null ? '""' : row.map(csvCell).join(',')));
        writeFileSync(path, [head, ...body].map((line, i) => line + lineEnds[i]).join(''));
        const options = setsAside ? { badRows: 'set-aside' as const } : {};
        const loaded = await loadInto(project, path, { options });
        expect(loaded.badRows).toBeNull();
        expect(await readAll(project, loaded)).toEqual(rows);
      }),
      { numRuns },
    );
  });

  it('JSON and NDJSON, with the same version id', { timeout: 120_000 }, async () => {
    const project = temporaryProject();
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const objects = rows.map((row) => Object.fromEntries(row.map((value, i) => [`n${i}`, value])));
        writeFileSync(join(project.path, 'a.json'), JSON.stringify(objects, null, 1));
        writeFileSync(join(project.path, 'a.ndjson'), objects.map((each) => JSON.stringify(each)).join('\n'));
        const json = await loadInto(project, join(project.path, 'a.json'));
        const ndjson = await loadInto(project, join(project.path, 'a.ndjson'));
        expect(await readAll(project, json)).toEqual(rows);
        expect(ndjson.id).toBe(json.id);
      }),
      { numRuns },
    );
  });

  it('good rows between bad ones, with every line told', { timeout: 120_000 }, async () => {
    const project = temporaryProject();
    const path = join(project.path, 'a.csv');
    const line = fc.constantFrom('1,x', '"2","y"', '3', '4,z,w', '5,"v"u', '6,"t', '', '7,s');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), async (lines) => {
        const isGood = (text: string) => ['1,x', '"2","y"', '7,s'].includes(text);
        const opens = lines.some((text) => text === '6,"t');
        fc.pre(lines.some(isGood) && !opens);
        writeFileSync(path, `n,t\n${lines.join('\n')}\n`);
        const loaded = await loadInto(project, path, { options: { badRows: 'set-aside' } });
        expect(loaded.rowCount).toBe(lines.filter(isGood).length);
        expect(loaded.badRows?.count ?? 0).toBe(lines.filter((text) => text !== '' && !isGood(text)).length);
      }),
      { numRuns },
    );
  });
});
