import { extname } from 'node:path';
import type { DataFormat } from '../contract/dataset.ts';
import { assertNever, CoreError } from '../errors.ts';
import { tableExtensions } from './file-extensions.ts';
import type { SourceFile } from './source-file.ts';
import { byteOrderMark } from './text-encoding.ts';

/** First bytes of files that are no text. */
const signatures: readonly (readonly [string, string])[] = [
  ['PAR1', 'a Parquet file'],
  ['PK\x03\x04', 'a ZIP archive or a spreadsheet'],
  ['\x1f\x8b', 'a gzip archive'],
  ['BZh', 'a bzip2 archive'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['\xfd7zXZ', 'an xz archive'],
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['%PDF', 'a PDF document'],
  ['\xd0\xcf\x11\xe0', 'an old Excel or Word document'],
  ['SQLite format 3', 'an SQLite database'],
  ['ARROW1', 'an Arrow file'],
  ['\x7fELF', 'a program'],
];

/**
 * What a file is, by its content first and then by its name. Throws CSV_EMPTY, FILE_BINARY, FORMAT_UNKNOWN and, for a
 * file that is not what it was said to be, the failure of that format.
 */
export function fileFormat(file: SourceFile, wanted: DataFormat | undefined): DataFormat {
  const { path, name, head } = file;
  const details = { path };
  if (head.length === 0) {
    throw new CoreError('CSV_EMPTY', `${name} is empty; choose a file with a header and rows.`, { details });
  }
  const extension = extname(name).toLowerCase();
  const format = wanted ?? formatByContent(file, extension) ?? tableExtensions.get(extension);
  switch (format) {
    case 'parquet':
      checkParquet(file);
      return format;
    case 'sqlite':
    case 'excel':
      if (!binaryFormats(file, extension).includes(format)) throw notThat(file, format);
      return format;
    case 'csv':
    case 'json':
    case 'ndjson':
    case 'arff':
    case undefined:
      break;
    default:
      assertNever(format);
  }
  const signature = signatures.find(([bytes]) => startsWith(head, bytes))?.[1];
  if (signature !== undefined || (byteOrderMark(head) === null && looksBinary(head))) {
    throw new CoreError(
      'FILE_BINARY',
      `${name} is ${signature ?? 'a binary file'}, no text; choose or export a CSV or Parquet file.`,
      { details },
    );
  }
  if (format === undefined && extension !== '') {
    throw new CoreError(
      'FORMAT_UNKNOWN',
      `${name} ends with ${extension}, which is no known format; load CSV, Parquet, JSON, Excel, SQLite or ARFF, or state the format csv if it is text with columns.`,
      { details },
    );
  }
  return format ?? 'csv';
}

/** What the first bytes prove; a text that begins like JSON is JSON unless its name says otherwise. */
function formatByContent(file: SourceFile, extension: string): DataFormat | undefined {
  const [binary] = startsWith(file.head, 'PAR1') ? (['parquet'] as const) : binaryFormats(file, extension);
  if (binary) return binary;
  const named = tableExtensions.get(extension);
  const isJson = named === 'json' || named === 'ndjson';
  if (named !== undefined && !isJson) return named;
  const text = new TextDecoder('utf-8').decode(file.head.subarray(0, 65_536)).trimStart();
  if (/^\[\s*[{[\]]/.test(text)) return 'json';
  if (/^\{\s*["}]/.test(text)) return named === 'ndjson' || isObjectPerLine(text) ? 'ndjson' : 'json';
  if (!isJson && /^(%.*\s+)*@relation\b/i.test(text)) return 'arff';
  return named;
}

/** Whether the first line is an object by itself and something follows. */
function isObjectPerLine(text: string): boolean {
  const [first = '', second = ''] = text.split(/\r?\n/, 2);
  return second.trimStart().startsWith('{') && first.trimEnd().endsWith('}');
}

function binaryFormats({ head }: SourceFile, extension: string): readonly ('sqlite' | 'excel')[] {
  if (startsWith(head, 'SQLite format 3\0')) return ['sqlite'];
  const isSheet = tableExtensions.get(extension) === 'excel';
  if (startsWith(head, 'PK\x03\x04')) {
    const text = new TextDecoder('latin1').decode(head.subarray(0, 65_536));
    return isSheet || workbookMarks.test(text) ? ['excel'] : [];
  }
  return startsWith(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') && isSheet ? ['excel'] : [];
}

/** Names of parts near the beginning of a ZIP file by which an Excel workbook is told, and an OpenDocument sheet. */
const workbookMarks =
  /\[Content_Types\]\.xml|xl\/workbook|^.{30}mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/s;

function notThat({ name, path }: SourceFile, format: 'sqlite' | 'excel'): CoreError {
  const details = { path };
  return format === 'sqlite'
    ? new CoreError('SQLITE_MALFORMED', `${name} is no SQLite database; choose another file.`, { details })
    : new CoreError(
        'EXCEL_MALFORMED',
        `${name} is no Excel workbook and no OpenDocument sheet; choose another file or format.`,
        {
          details,
        },
      );
}

function checkParquet({ name, path, head, tail, bytes }: SourceFile): void {
  const details = { path };
  if (!startsWith(head, 'PAR1')) {
    throw new CoreError(
      'PARQUET_MALFORMED',
      `${name} is no Parquet file: its first bytes are not PAR1; load it as CSV or choose another file.`,
      { details },
    );
  }
  if (!startsWith(tail, 'PAR1') || bytes < 12) {
    throw new CoreError(
      'PARQUET_MALFORMED',
      `${name} is cut off: a Parquet file ends with PAR1; copy or download it again.`,
      { details },
    );
  }
}

/** Whether bytes begin with this text, one byte per character. */
export function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && Array.from(text).every((char, i) => bytes[i] === char.charCodeAt(0));
}

/** Text has no NUL and next to no control characters. UTF-16 without a byte order mark is told by its many NULs. */
function looksBinary(head: Uint8Array): boolean {
  let controls = 0;
  let nuls = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] ?? 0;
    if (byte === 0) nuls++;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls++;
  }
  const isUtf16 = nuls > 0.3 * head.length && nuls < 0.6 * head.length && controls === 0;
  return !isUtf16 && (nuls > 0 || controls > 0.02 * head.length);
}
