import type { ReadOptions } from '../contract/dataset.ts';
import { CoreError } from '../errors.ts';
import { isUtf8, linesBeforeInvalid } from './invalid-byte.ts';
import type { TextEncoding } from './read-plan.ts';

/** The encoding that a byte order mark announces, or null without one. */
export function byteOrderMark(head: Uint8Array): TextEncoding | null {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/**
 * The encoding to read with: the one asked for, else what the byte order mark says, else UTF-8. Throws
 * CSV_MALFORMED when nothing was asked for and the first bytes are not UTF-8, unless bad rows are set aside.
 */
export function textEncoding(
  { head, name }: { head: Uint8Array; name: string },
  { encoding: wanted, badRows }: ReadOptions,
): TextEncoding {
  const mark = byteOrderMark(head);
  if (wanted === 'latin-1') return 'windows-1252';
  if (wanted === 'utf-16')
    return mark === 'utf-16be' || (mark === null && head[0] === 0) ? 'utf-16be' : 'utf-16le';
  if (wanted === undefined && mark !== null && mark !== 'utf-8') return mark;
  if (wanted === undefined && head[0] === 0) return 'utf-16be';
  if (wanted === undefined && head[1] === 0) return 'utf-16le';
  if (badRows !== 'set-aside' && !isUtf8(head)) throw encodingFailure(name, 1 + linesBeforeInvalid(head));
  return 'utf-8';
}

/** The failure of text that is not UTF-8, at this line. */
export function encodingFailure(name: string, line: number): CoreError {
  return new CoreError(
    'CSV_MALFORMED',
    `${name} is not UTF-8 text: line ${line} has an invalid byte; load it with the encoding latin-1 or utf-16, or save it as UTF-8.`,
    { details: { line } },
  );
}
