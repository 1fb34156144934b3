import type { ParseArgsOptionsConfig } from 'node:util';
import { type DataFormat, dataFormat, type ReadOptions } from '../core/contract/dataset.ts';
import { UsageError } from './usage-error.ts';

/** Flags that say how a file is read; whatever is left out is found in the file. */
export const readFlags = {
  format: { type: 'string' },
  sheet: { type: 'string' },
  table: { type: 'string' },
  delimiter: { type: 'string' },
  quote: { type: 'string' },
  decimal: { type: 'string' },
  encoding: { type: 'string' },
  header: { type: 'boolean' },
  missing: { type: 'string', multiple: true },
  'bad-rows': { type: 'string' },
  'file-column': { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** The lines of a command's help that explain them. `badRows` is what the command does without --bad-rows. */
export function readFlagsHelp({ badRows = 'stop' }: Pick<ReadOptions, 'badRows'> = {}): string {
  const set = badRows === 'stop' ? '' : ' (default)';
  const stop = badRows === 'stop' ? ' (default)' : '';
  return `How FILE is read, where it is not found out rightly by itself:
  --format FORMAT      csv, parquet, json, ndjson, excel, sqlite or arff
  --sheet NAME         the sheet of a workbook
  --table NAME         the table or view of an SQLite database, or the key of a
                       JSON object under which the rows are
  --delimiter CHAR     a character, or tab, comma, semicolon, pipe or space
  --quote CHAR         the quote character
  --decimal CHAR       . or , in numbers
  --encoding NAME      utf-8, utf-16 or latin-1
  --no-header          the first row is data (--header: it is names)
  --missing TEXT       a text that means missing; can be given several times
  --bad-rows WHAT      set-aside keeps rows that cannot be read apart${set};
                       stop ends at the first${stop}
  --file-column        of a folder: add a column with each row's file name`;
}

/** What the flags were given. */
export type ReadFlagValues = {
  [Name in keyof typeof readFlags]?: (typeof readFlags)[Name] extends { multiple: true }
    ? string[]
    : (typeof readFlags)[Name] extends { type: 'boolean' }
      ? boolean
      : string;
};

/** The flags as reading options. Throws UsageError for values that there are not. */
export function readOptionsOf(flags: ReadFlagValues, verb: string): ReadOptions {
  const { sheet, table, header, missing } = flags;
  const options: ReadOptions = {
    format: oneOf<DataFormat>('format', flags.format, { verb, known: dataFormat.options }),
    sheet,
    table,
    delimiter: character('delimiter', flags.delimiter, verb),
    quote: character('quote', flags.quote, verb),
    decimalSeparator: oneOf('decimal', flags.decimal, { verb, known: ['.', ','] }),
    encoding: oneOf('encoding', flags.encoding, { verb, known: ['utf-8', 'utf-16', 'latin-1'] }),
    header,
    missingTexts: missing,
    badRows: oneOf('bad-rows', flags['bad-rows'], { verb, known: ['stop', 'set-aside'] }),
    fileColumn: flags['file-column'],
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function oneOf<Value extends string>(
  flag: string,
  value: string | undefined,
  { verb, known }: { verb: string; known: readonly Value[] },
): Value | undefined {
  if (value === undefined) return undefined;
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw new UsageError(`"${value}" is no --${flag}; there are ${known.join(', ')}.`, verb);
}

const named: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
  ['comma', ','],
  ['semicolon', ';'],
  ['pipe', '|'],
  ['space', ' '],
]);

function character(flag: string, value: string | undefined, verb: string): string | undefined {
  if (value === undefined || value.length === 1) return value;
  const found = named.get(value);
  if (found !== undefined) return found;
  throw new UsageError(`"${value}" is no --${flag}; give one character, such as ; or tab.`, verb);
}
