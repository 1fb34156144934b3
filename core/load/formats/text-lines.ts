import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { throwIfCancelled } from '../../errors.ts';
import { maxBadRowCharacters, maxRowBytes } from '../limits.ts';

/** A line without its end. Of one that is no UTF-8 or longer than 2 MB, `text` is the beginning. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
  readonly fault: 'has a byte that is not UTF-8' | 'is longer than 2 MB' | null;
}

/** Lines of a file, which end with LF or CRLF, in batches with the number of bytes read. A mark at its start is no part of it. */
export async function* textLines(
  path: string,
  { isCut, signal }: { isCut: boolean; signal?: AbortSignal },
): AsyncGenerator<{ lines: TextLine[]; readBytes: number }, void, void> {
  let left = Buffer.alloc(0);
  let isLong = false;
  let line = 1;
  let readBytes = 0;
  const take = (bytes: Buffer): TextLine => {
    const mark = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
    const content = bytes.subarray(mark, Math.max(mark, end));
    const fault =
      isLong || content.length > maxRowBytes ? ('is longer than 2 MB' as const) : invalid(content);
    const text = decoder.decode(fault ? content.subarray(0, 4 * maxBadRowCharacters) : content);
    isLong = false;
    return { line: line++, text, fault };
  };
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    throwIfCancelled(signal);
    if (!(piece instanceof Buffer)) throw new Error(`${path} did not come as bytes`);
    readBytes += piece.length;
    const lines: TextLine[] = [];
    let begin = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, begin)) {
      const part = piece.subarray(begin, end);
      lines.push(take(left.length > 0 ? Buffer.concat([left, part]) : part));
      left = Buffer.alloc(0);
      begin = end + 1;
    }
    if (left.length > maxRowBytes) isLong = true;
    else left = Buffer.concat([left, piece.subarray(begin)]);
    yield { lines, readBytes };
  }
  if (left.length > 0 && !isCut) yield { lines: [take(left)], readBytes };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function invalid(bytes: Buffer): 'has a byte that is not UTF-8' | null {
  return isUtf8(bytes) ? null : 'has a byte that is not UTF-8';
}
