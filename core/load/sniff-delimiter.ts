import { type CsvRecord, createCsvScanner } from './csv-scanner.ts';

const candidates = [',', '\t', ';', '|'];
const sampleRecords = 200;
const pieceCharacters = 4096;

/**
 * The delimiter of CSV text: the one that gives the first row several fields and most other rows equally many.
 * A file of one column gets a comma.
 */
export function sniffDelimiter(text: string, quote: string): string {
  const scored = candidates
    .filter((delimiter) => delimiter !== quote)
    .map((delimiter) => {
      const rows = headRecords(text, { delimiter, quote })
        .filter((row) => !row.isBlank)
        .slice(0, sampleRecords);
      const width = rows[0]?.fields.length ?? 1;
      const share = rows.filter((row) => row.fields.length === width).length / Math.max(1, rows.length);
      return { delimiter, width, share };
    })
    .filter(({ width }) => width > 1)
    .sort((a, b) => b.share - a.share || b.width - a.width);
  return scored[0]?.delimiter ?? ',';
}

/**
 * The first records of a text, some more than `limit` at most, not counting empty lines. Where the text ends before,
 * the last one may be cut off.
 */
export function headRecords(
  text: string,
  { delimiter, quote, limit = sampleRecords }: { delimiter: string; quote: string; limit?: number },
): CsvRecord[] {
  const scanner = createCsvScanner({ delimiter, quote });
  const records: CsvRecord[] = [];
  let filled = 0;
  for (let start = 0; start < text.length; start += pieceCharacters) {
    const next = scanner.push(text.slice(start, start + pieceCharacters));
    filled += next.filter((record) => !record.isBlank).length;
    records.push(...next);
    if (filled > limit) return records;
  }
  return [...records, ...scanner.end()];
}
