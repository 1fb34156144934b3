import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import { CoreError } from '../../core/errors.ts';
import type { Project } from '../../core/store/project.ts';
import { inspectIn, loadInto, temporaryProject } from '../support/temporary-project.ts';

/** Tries per property: the machine's time, not a law, sets it. */
const numRuns = 40;

function contentOf(project: Project): string[] {
  return readdirSync(project.path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('assay.db'))
    .map((name) => `${name} ${statSync(join(project.path, name)).isDirectory()}`)
    .sort();
}

/**
 * Looks at a file and loads it. Whatever comes of it must be a result or a CoreError that is no bug; after a failure the
 * project is as it was.
 */
async function loadOrFail(
  project: Project,
  { fileName, content, options }: { fileName: string; content: string | Uint8Array; options: ReadOptions },
): Promise<void> {
  const path = join(project.path, fileName);
  writeFileSync(path, content);
  const before = contentOf(project);
  await inspectIn(project, path, options).then(
    (preview) => expect(preview.columns.length).toBeGreaterThan(0),
    (thrown: unknown) => expectCoreError(thrown),
  );
  expect(contentOf(project)).toEqual(before);
  try {
    const loaded = await loadInto(project, path, { options });
    expect(loaded.rowCount).toBeGreaterThan(0);
    rmSync(loaded.parquetPath);
    if (loaded.badRows) rmSync(loaded.badRows.path);
  } catch (thrown) {
    expectCoreError(thrown);
  }
  expect(contentOf(project)).toEqual(before);
  rmSync(path);
}

function expectCoreError(thrown: unknown): void {
  if (!(thrown instanceof CoreError)) throw thrown;
  expect(thrown.code).not.toBe('INTERNAL');
  expect(thrown.message.length).toBeGreaterThan(10);
}

const names = [
  'a.csv',
  'a.json',
  'a.ndjson',
  'a.arff',
  'a.xlsx',
  'a.xls',
  'a.db',
  'a.parquet',
  'a.csv.gz',
  'a.csv.zst',
  'a',
];
const anyOptions: fc.Arbitrary<ReadOptions> = fc.record(
  {
    badRows: fc.constantFrom('stop' as const, 'set-aside' as const),
    delimiter: fc.constantFrom(',', ';', '\t', '|', ' ', 'é', '🐧'[0] ?? 'x', '"'),
    quote: fc.constantFrom('"', "'", '\\', '`'),
    header: fc.boolean(),
    encoding: fc.constantFrom('utf-8' as const, 'utf-16' as const, 'latin-1' as const),
    missingTexts: fc.array(fc.constantFrom('NA', '', ' ', "'", '-')),
    decimalSeparator: fc.constantFrom('.' as const, ',' as const),
  },
  { requiredKeys: [] },
);

/** Pieces that CSV, JSON and ARFF are made of, and that break them. */
const hostilePieces = [
  ...[
    'a',
    'b',
    '1',
    '-1.5',
    '007',
    '1e9',
    '1,5',
    'true',
    'NA',
    'é',
    '🐧',
    '2024-01-31',
    '31/01/2024',
    ' ',
    '\0',
  ],
  ...[',', ';', '\t', '"', "'", '""', '\n', '\r\n', '\r', '\\', '\u2028', '\ufeff', '%', '?', '\ufffd'],
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    'null',
    '{"a":1}',
    '{"__proto__":[{}]}',
    '"a"',
    '[1,2]',
    '{0 1}',
    '99999999999999999999',
  ],
  ...[
    '@relation r\n',
    '@attribute a numeric\n',
    "@attribute 'b c' {x,'y z'}\n",
    '@attribute d date\n',
    '@data\n',
  ],
  ...['__proto__', '"; DROP TABLE x', '=1+1', '$$', '*', '{{'],
];
const hostileText = fc
  .array(fc.constantFrom(...hostilePieces), { maxLength: 60 })
  .map((pieces) => pieces.join(''));

describe('whatever a file holds, it is loaded or refused in words, and a refusal changes nothing:', () => {
  it('bytes at random under every name', { timeout: 120_000 }, async () => {
    const project = temporaryProject();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.uint8Array({ maxLength: 400 }),
        anyOptions,
        (fileName, content, options) => loadOrFail(project, { fileName, content, options }),
      ),
      { numRuns },
    );
  });

  it('bytes at random behind the first bytes of each binary format', { timeout: 120_000 }, async () => {
    const project = temporaryProject();
    const marks: [string, string][] = [
      ['a.parquet', 'PAR1'],
      ['a.xlsx', 'PK\x03\x04'],
      ['a.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
      ['a.db', 'SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20'],
      ['a.csv.gz', '\x1f\x8b\x08\0'],
      ['a.csv.zst', '\x28\xb5\x2f\xfd'],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...marks),
        fc.uint8Array({ maxLength: 600 }),
        ([fileName, mark], bytes) => {
          const end = fileName === 'a.parquet' ? 'PAR1' : '';
          const content = Buffer.concat([Buffer.from(mark, 'latin1'), bytes, Buffer.from(end)]);
          return loadOrFail(project, { fileName, content, options: {} });
        },
      ),
      { numRuns },
    );
  });

  it('text of hostile pieces as CSV, JSON, NDJSON and ARFF, packed or not', {
    timeout: 240_000,
  }, async () => {
    const project = temporaryProject();
    const textNames = ['a.csv', 'a.json', 'a.ndjson', 'a.arff', 'a.tsv'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...textNames),
        hostileText,
        anyOptions,
        fc.boolean(),
        (fileName, text, options, isPacked) =>
          loadOrFail(project, {
            fileName: isPacked ? `${fileName}.gz` : fileName,
            content: isPacked ? gzipSync(text) : text,
            options,
          }),
      ),
      { numRuns: 3 * numRuns },
    );
  });
});
