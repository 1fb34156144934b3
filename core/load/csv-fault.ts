import { CoreError } from '../errors.ts';
import { encodingFailure } from './text-encoding.ts';

/** What is wrong with a record of a CSV file, and on which line of the file it begins. */
export type CsvFault = { readonly line: number; readonly text: string } & (
  | { readonly kind: 'ragged'; readonly expected: number; readonly found: number }
  | { readonly kind: 'text after quote' | 'open quote' | 'invalid byte' | 'too long' }
);

/** The fault as the reason why a row was set aside. */
export function csvFaultReason(fault: CsvFault): string {
  switch (fault.kind) {
    case 'ragged':
      return `has ${fault.found} ${fault.found === 1 ? 'column' : 'columns'} where ${fault.expected} are expected`;
    case 'text after quote':
      return 'has text after a closing quote';
    case 'open quote':
      return 'has a quote that is never closed';
    case 'invalid byte':
      return 'has a byte that is not UTF-8';
    case 'too long':
      return 'is longer than 2 MB, or has a quote that is never closed';
  }
}

/** The fault as the end of a load. */
export function csvFaultFailure(name: string, fault: CsvFault): CoreError {
  const { line } = fault;
  const failed = (what: string, advice: string, counts = {}) =>
    new CoreError('CSV_MALFORMED', `${name} has ${what}; ${advice}, or set bad rows aside.`, {
      details: { line, ...counts },
    });
  switch (fault.kind) {
    case 'ragged': {
      const { expected, found } = fault;
      return failed(
        `${found} columns on line ${line} where ${expected} are expected`,
        'mend that line, choose another delimiter or quote',
        { expected, found },
      );
    }
    case 'text after quote':
      return failed(
        `text after a closing quote on line ${line}`,
        'double the quotes inside a quoted cell, choose another quote character',
      );
    case 'open quote':
      return failed(
        `a quote that is never closed, opened on line ${line}`,
        'close it, choose another quote character',
      );
    case 'too long':
      return failed(
        `a row longer than 2 MB on line ${line}, or a quote opened there that is never closed`,
        'mend that line, choose another quote character',
      );
    case 'invalid byte':
      return encodingFailure(name, line);
  }
}
