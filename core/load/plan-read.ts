import type { ReadOptions } from '../contract/dataset.ts';
import { assertNever, CoreError } from '../errors.ts';
import { uniqueNames } from './column-names.ts';
import { fileFormat } from './file-format.ts';
import { looksLikeData } from './header.ts';
import { maxColumns } from './limits.ts';
import type { CsvPlan, ReadPlan } from './read-plan.ts';
import { headRecords, sniffDelimiter } from './sniff-delimiter.ts';
import type { SourceFile } from './source-file.ts';
import { textEncoding } from './text-encoding.ts';

/**
 * Decides how a file is read from its first bytes and the options; pure. The first row is the header unless every
 * one of its cells looks like data: a number, a date or nothing, and not all nothing. Throws for files that are
 * no tables and options that contradict each other.
 */
export function planRead(file: SourceFile, options: ReadOptions): ReadPlan {
  const format = fileFormat(file, options.format);
  switch (format) {
    case 'csv':
      return planCsv(file, options);
    case 'json':
    case 'ndjson':
    case 'arff': {
      const encoding = textEncoding(file, options);
      const notes = encodingNotes(encoding, options);
      return { format, encoding, options: { ...options, format, encoding: asOption(encoding) }, notes };
    }
    case 'parquet':
    case 'excel':
    case 'sqlite':
      return { format, options: { ...options, format }, notes: [] };
    default:
      return assertNever(format);
  }
}

function planCsv(file: SourceFile, options: ReadOptions): CsvPlan {
  const { name, path } = file;
  const details = { path };
  const encoding = textEncoding(file, options);
  const text = new TextDecoder(encoding).decode(file.head);
  if (text.trim() === '') {
    throw new CoreError(
      'CSV_EMPTY',
      `${name} has nothing but white space; choose a file with a header and rows.`,
      { details },
    );
  }
  const quote = options.quote ?? '"';
  const delimiter = options.delimiter ?? sniffDelimiter(text, quote);
  checkOptions({ ...options, quote, delimiter });
  const records = headRecords(text, { delimiter, quote });
  const first = records.findIndex((record) => !record.isBlank);
  const fields = records[first]?.fields ?? [];
  if (first < 0 && file.bytes <= file.head.length) {
    throw new CoreError(
      'CSV_MALFORMED',
      `${name} has a quote that is never closed, or text after one, in its first row; mend it, or choose another quote character.`,
      { details },
    );
  }
  if (file.bytes > file.head.length && records.length === first + 1) {
    throw new CoreError(
      'CSV_MALFORMED',
      `${name} has a first row longer than 2 MB, or a quote in it that is never closed; check its line ends and quotes.`,
      { details },
    );
  }
  const hasHeader = options.header ?? !looksLikeData(fields);
  if (
    hasHeader &&
    file.bytes <= file.head.length &&
    records.slice(first + 1).every((record) => record.isBlank)
  ) {
    throw new CoreError(
      'CSV_HEADER_ONLY',
      `${name} has a header and no rows; choose a file with data, or say that it has no header.`,
      { details },
    );
  }
  const said = hasHeader ? fields : fields.map((_, i) => `column ${i + 1}`);
  if (fields.length > maxColumns) {
    throw new CoreError(
      'LIMIT_EXCEEDED',
      `${name} has ${fields.length.toLocaleString('en')} columns, more than the ${maxColumns.toLocaleString('en')} that are read; leave some out, or turn it so that rows are columns.`,
      { details },
    );
  }
  const names = uniqueNames(said);
  return {
    format: 'csv',
    options: { ...options, format: 'csv', delimiter, quote, header: hasHeader, encoding: asOption(encoding) },
    names,
    delimiter,
    quote,
    hasHeader,
    encoding,
    skipLines: Math.max(0, first),
    notes: [
      ...(hasHeader || options.header === false
        ? []
        : ['The first row looks like data, so the columns are numbered.']),
      ...names.flatMap((unique, i) =>
        unique === said[i]
          ? []
          : [`The name "${said[i]}" stands above several columns; column ${i + 1} is called "${unique}".`],
      ),
      ...encodingNotes(encoding, options),
    ],
  };
}

function encodingNotes(encoding: CsvPlan['encoding'], options: ReadOptions): string[] {
  return encoding === 'utf-8' || options.encoding ? [] : [`The file is ${encoding} text.`];
}

function asOption(encoding: CsvPlan['encoding']): ReadOptions['encoding'] {
  if (encoding === 'utf-8') return 'utf-8';
  return encoding === 'windows-1252' ? 'latin-1' : 'utf-16';
}

function checkOptions({ delimiter, quote, decimalSeparator }: ReadOptions): void {
  for (const [name, value] of Object.entries({ delimiter, quote })) {
    if (value !== '\n' && value !== '\r') continue;
    throw new CoreError('OPTION_INVALID', `The ${name} cannot be a line break; choose another character.`);
  }
  if (quote !== undefined && quote.charCodeAt(0) > 127) {
    throw new CoreError(
      'OPTION_INVALID',
      `The quote ${quote} is no ASCII character; choose one such as " or '.`,
    );
  }
  if (delimiter === quote) {
    throw new CoreError(
      'OPTION_INVALID',
      `Delimiter and quote are both ${JSON.stringify(quote)}; choose two different characters.`,
    );
  }
  if (delimiter === decimalSeparator) {
    throw new CoreError(
      'OPTION_INVALID',
      `Delimiter and decimal separator are both ${JSON.stringify(delimiter)}; choose two different characters.`,
    );
  }
}
