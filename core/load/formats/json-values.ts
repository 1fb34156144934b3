import { createReadStream } from 'node:fs';
import { CoreError, throwIfCancelled } from '../../errors.ts';

/** One element of a JSON file, as its text. */
export interface JsonValue {
  /** Line that it begins on. */
  readonly line: number;
  readonly bytes: Buffer;
}

/** The longest element, in bytes. */
const maxValueBytes = 16 * 2 ** 20;

const quote = 34;
const backslash = 92;
const comma = 44;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/**
 * The elements of a JSON file that is one array, or the values of one that has several in a row, in batches with the
 * number of bytes read; with `from` the elements of the array that begins there. Elements are told apart and not yet
 * understood. Throws JSON_MALFORMED and LIMIT_EXCEEDED.
 */
export async function* jsonValues(
  path: string,
  options: {
    name: string;
    isCut: boolean;
    from?: { readonly offset: number; readonly line: number } | null;
    signal?: AbortSignal;
  },
): AsyncGenerator<{ values: JsonValue[]; readBytes: number }, void, void> {
  const { name, isCut, from, signal } = options;
  const splitter = createSplitter({ name, firstLine: from?.line ?? 1, isInner: Boolean(from) });
  let readBytes = from?.offset ?? 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20, start: readBytes })) {
    throwIfCancelled(signal);
    if (!(piece instanceof Buffer)) throw new Error(`${path} did not come as bytes`);
    readBytes += piece.length;
    yield { values: splitter.push(piece), readBytes };
    if (from && splitter.isDone) return;
  }
  if (!isCut) yield { values: splitter.end(), readBytes };
}

type State = 'before' | 'value' | 'after' | 'done';

/** `isInner`: what follows the array belongs to something else and is passed over. */
function createSplitter(options: { name: string; firstLine: number; isInner: boolean }) {
  const { name, firstLine, isInner } = options;
  let buffer: Buffer = Buffer.alloc(0);
  let at = 0;
  let begin = 0;
  let line = firstLine;
  let valueLine = firstLine;
  let isFirst = true;
  let state: State = 'before';
  let isArray: boolean | null = null;
  let awaitsValue = false;
  let depth = 0;
  let inString = false;
  let values: JsonValue[] = [];

  function malformed(what: string): CoreError {
    return new CoreError('JSON_MALFORMED', `${name} ${what} on line ${line}; mend it, or export it again.`, {
      details: { line },
    });
  }

  function endValue(end: number): void {
    values.push({ line: valueLine, bytes: buffer.subarray(begin, end) });
    state = isArray ? 'after' : 'before';
    awaitsValue = false;
  }

  /** Inside a value: goes on to its end, or to the end of what is there. */
  function passValue(): void {
    for (; at < buffer.length && state === 'value'; at++) {
      const byte = buffer[at];
      if (byte === 10) line++;
      if (inString) {
        if (byte === backslash) at++;
        else if (byte === quote) inString = false;
        if (depth === 0 && !inString) endValue(at + 1);
      } else if (byte === quote) inString = true;
      else if (byte === openBrace || byte === openBracket) depth++;
      else if (byte === closeBrace || byte === closeBracket) {
        if (depth === 0) {
          endValueBefore();
          return;
        }
        depth--;
        if (depth === 0) endValue(at + 1);
      } else if (depth === 0 && (byte === comma || isBlank(byte))) {
        endValueBefore();
        return;
      }
    }
  }

  /** What stands here is not part of the value, and is looked at again. */
  function endValueBefore(): void {
    if (buffer[at] === 10) line--;
    endValue(at);
  }

  function pass(): void {
    while (at < buffer.length) {
      if (state === 'value') {
        passValue();
        if (state === 'value' && buffer.length - begin > maxValueBytes) {
          throw new CoreError(
            'LIMIT_EXCEEDED',
            `${name} has an element of more than 16 MB that begins on line ${valueLine}; a table is an array of objects, one for each row.`,
            { details: { line: valueLine } },
          );
        }
        continue;
      }
      if (state === 'done' && isInner) return;
      const byte = buffer[at];
      if (isBlank(byte)) {
        if (byte === 10) line++;
        at++;
      } else if (state === 'done') throw malformed('goes on after its end');
      else if (isArray === null && byte === openBracket) {
        isArray = true;
        at++;
      } else if (isArray && byte === closeBracket && !awaitsValue) {
        state = 'done';
        at++;
      } else if (state === 'after') {
        if (byte !== comma) throw malformed('lacks a comma between two elements');
        state = 'before';
        awaitsValue = true;
        at++;
      } else if (byte === comma || byte === closeBracket || byte === closeBrace) {
        throw malformed(
          `has ${JSON.stringify(String.fromCharCode(byte ?? 0))} where an element should begin`,
        );
      } else {
        isArray ??= false;
        state = 'value';
        begin = at;
        valueLine = line;
        depth = 0;
        inString = false;
      }
    }
  }

  function flush(): JsonValue[] {
    const complete = values;
    values = [];
    return complete;
  }

  return {
    get isDone() {
      return state === 'done';
    },
    push(piece: Buffer): JsonValue[] {
      const from = state === 'value' ? begin : at;
      const left = buffer.subarray(from);
      buffer = left.length > 0 ? Buffer.concat([left, piece]) : piece;
      at -= from;
      begin = 0;
      if (isFirst && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) at = 3;
      isFirst = false;
      pass();
      return flush();
    },
    end(): JsonValue[] {
      if (state === 'value') {
        if (depth > 0 || inString || isArray) throw malformed('ends in the middle of an element');
        endValue(buffer.length);
      } else if (isArray && state !== 'done') throw malformed('ends before its array does');
      return flush();
    },
  };
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
