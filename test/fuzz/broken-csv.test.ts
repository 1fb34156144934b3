import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CoreError } from '../../core/errors.ts';
import { hashParquet } from '../../core/load/hash-parquet.ts';
import { withSource } from '../../core/load/open-source.ts';
import { writeSource } from '../../core/load/write-source.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openSmallSql } from '../support/temporary-project.ts';

/** Pieces of text that make a table another one, or none at all. */
const splinters = [
  '"',
  '""',
  '","',
  '"\n',
  '\n"',
  ',',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  '\0',
  '\ufeff',
  '\t',
  ' ',
  '+',
  '-',
  'e5',
  '007',
  'nan',
  '=1+1',
  "'; DROP TABLE t; --",
  '\u2028',
  'x'.repeat(70_000),
  'ä'.repeat(2_100_000),
  '9'.repeat(400),
  '2023-02-29',
  'true',
];
const bytes = [
  Buffer.from([0xff]),
  Buffer.from([0xc3]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xf5, 1]),
];

const rows = Array.from(
  { length: 1500 },
  (_, i) => `${i},${i / 8},2024-01-0${1 + (i % 9)},${i % 3 === 0},"note, ""${i}""\nsecond line",word${i % 7}`,
);
const whole = Buffer.from(`id,x,day,flag,note,word\n${rows.join('\n')}\n`);

/** What becomes of a file, read with DuckDB alone or not: the id of its content, or the error. */
async function outcome(path: string, isDirect: boolean, slabBytes: number): Promise<unknown> {
  const temporaryDirectory = temporaryFolder();
  try {
    return await withSource({ path, read: {}, temporaryDirectory, openSql: openSmallSql }, async (opened) => {
      const { sql, directory, locate, plan } = opened;
      const source = isDirect ? opened.source : { ...opened.source, csv: undefined };
      const target = join(directory, 'data.parquet');
      const { columns } = await writeSource({
        sql,
        source,
        read: plan.options,
        locate,
        path: target,
        slabBytes,
      });
      return (await hashParquet({ sql, path: target, columns })).id;
    });
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return { code: error.code, message: error.message };
  }
}

it('a broken file ends in the same table, or the same error, whoever reads it', async () => {
  const path = join(temporaryFolder(), 'broken.csv');
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          at: fc.nat(whole.length - 1),
          splinter: fc.oneof(
            fc.constantFrom(...splinters).map((text) => Buffer.from(text)),
            fc.constantFrom(...bytes),
          ),
          removed: fc.constantFrom(0, 0, 1, 5),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      fc.constantFrom(512, 5_000, 1_000_000),
      async (changes, slabBytes) => {
        let text: Buffer = whole;
        for (const { at, splinter, removed } of changes) {
          text = Buffer.concat([text.subarray(0, at), splinter, text.subarray(at + removed)]);
        }
        writeFileSync(path, text);
        expect(await outcome(path, true, slabBytes)).toEqual(await outcome(path, false, slabBytes));
      },
    ),
    { numRuns: 40 },
  );
});
