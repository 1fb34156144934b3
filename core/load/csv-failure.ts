import { CoreError } from '../errors.ts';
import { csvFaultFailure } from './csv-fault.ts';
import { type CsvSource, firstFault } from './sift-csv.ts';

/** The UTF-8 text that DuckDB read, and what to call it. */
export interface CsvText extends CsvSource {
  readonly name: string;
}

/**
 * What DuckDB threw while reading CSV, as CSV_MALFORMED with the exact line, found by reading the file again.
 * Anything that is not about the file's content comes back as it was.
 */
export async function toCsvFailure(thrown: unknown, texts: readonly CsvText[]): Promise<unknown> {
  if (!isAboutCsv(thrown)) return thrown;
  for (const text of texts) {
    const fault = await firstFault(text);
    if (fault) return csvFaultFailure(text.name, fault);
  }
  const [line] = /(?<=Line: )\d+/.exec(thrown.message) ?? [];
  const name = texts.length === 1 ? texts[0]?.name : 'A file';
  return new CoreError(
    'CSV_MALFORMED',
    `${name} is not well formed: ${line ? `row ${line}` : 'a row'} cannot be read; check its quotes and delimiters.`,
    { cause: thrown },
  );
}

function isAboutCsv(thrown: unknown): thrown is Error {
  return (
    thrown instanceof Error &&
    !(thrown instanceof CoreError) &&
    /CSV Error|CSV Parser|Invalid unicode|CSV File/i.test(thrown.message)
  );
}
