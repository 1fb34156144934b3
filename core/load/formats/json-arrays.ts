import { createReadStream } from 'node:fs';
import { CoreError, throwIfCancelled } from '../../errors.ts';

/** An array inside the object that a JSON file is. */
export interface JsonArray {
  /** The keys that lead to it, joined by points. */
  readonly key: string;
  /** Byte of the file at which it begins, and the line of that. */
  readonly offset: number;
  readonly line: number;
  /** What its first element is. */
  readonly holds: 'objects' | 'arrays' | 'nothing' | 'values';
}

/** The object that a JSON file is. */
export interface JsonWrapper {
  /** In the order of the file: all arrays that at most four objects lie around, none inside another. */
  readonly arrays: readonly JsonArray[];
  /** Keys of the object itself. */
  readonly keyCount: number;
}

/** Objects around an array that are looked through. */
const maxDepth = 4;
/** Bytes that are kept of a key. */
const maxKeyBytes = 1000;

/**
 * The arrays inside a JSON file that is one object, found without understanding what is in them. Null for a file that
 * is an array, or several values in a row. Throws JSON_MALFORMED for an object that does not end, unless the file
 * `isCut` off.
 */
export async function jsonArrays(
  path: string,
  { name, isCut, signal }: { name: string; isCut: boolean; signal?: AbortSignal },
): Promise<JsonWrapper | null> {
  const finder = createFinder();
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    throwIfCancelled(signal);
    if (!(piece instanceof Buffer)) throw new Error(`${path} did not come as bytes`);
    if (!finder.push(piece)) break;
  }
  const { isWrapper, isOpen, line, arrays, keyCount } = finder.result();
  if (!isWrapper) return null;
  if (isOpen && !isCut) {
    throw new CoreError(
      'JSON_MALFORMED',
      `${name} ends in the middle of its object on line ${line}; mend it, or export it again.`,
      { details: { line } },
    );
  }
  return { arrays, keyCount };
}

interface Level {
  /** Key of which the value is being read. */
  key: string;
  awaitsKey: boolean;
}

function createFinder() {
  const levels: Level[] = [];
  const arrays: JsonArray[] = [];
  let keyCount = 0;
  /** Brackets that are open inside what is not looked through. */
  let depth = 0;
  let state: 'before' | 'inside' | 'after' | 'no wrapper' = 'before';
  let inString = false;
  let isEscaped = false;
  let keyBytes: number[] | null = null;
  let opened: Omit<JsonArray, 'holds'> | null = null;
  let offset = 0;
  let line = 1;

  function passString(byte: number): void {
    if (isEscaped) isEscaped = false;
    else if (byte === backslash) isEscaped = true;
    else if (byte === quote) {
      inString = false;
      endKey();
      return;
    }
    if (keyBytes && keyBytes.length < maxKeyBytes) keyBytes.push(byte);
  }

  function endKey(): void {
    const level = levels.at(-1);
    if (keyBytes && level) {
      level.key = keyText(keyBytes);
      level.awaitsKey = false;
      if (levels.length === 1) keyCount++;
    }
    keyBytes = null;
  }

  function beginString(): void {
    inString = true;
    keyBytes = depth === 0 && levels.at(-1)?.awaitsKey ? [] : null;
  }

  function open(byte: number): void {
    if (depth > 0 || (byte === openBrace && levels.length === maxDepth)) depth++;
    else if (byte === openBrace) levels.push({ key: '', awaitsKey: true });
    else {
      opened = { key: levels.map((level) => level.key).join('.'), offset, line };
      depth = 1;
    }
  }

  function close(): void {
    if (depth > 0) depth--;
    else {
      levels.pop();
      if (levels.length === 0) state = 'after';
    }
  }

  /** The first element of an array tells what it holds. */
  function settle(byte: number): void {
    if (!opened) return;
    const holds =
      byte === openBrace
        ? 'objects'
        : byte === openBracket
          ? 'arrays'
          : byte === closeBracket
            ? 'nothing'
            : 'values';
    arrays.push({ ...opened, holds });
    opened = null;
  }

  function pass(byte: number): void {
    if (inString) {
      passString(byte);
      return;
    }
    if (byte === space || byte === newline || byte === carriageReturn || byte === tab) return;
    settle(byte);
    if (byte === quote) beginString();
    else if (byte === openBrace || byte === openBracket) open(byte);
    else if (byte === closeBrace || byte === closeBracket) close();
    else if (byte === comma && depth === 0) {
      const level = levels.at(-1);
      if (level) level.awaitsKey = true;
    }
  }

  return {
    /** Takes the next piece; false when no more is needed. */
    push(piece: Buffer): boolean {
      for (let i = 0; i < piece.length; i++) {
        const byte = piece[i] ?? 0;
        if (byte === newline) line++;
        if (state === 'inside') pass(byte);
        else if (offset < 3 && mark[offset] === byte) {
          offset++;
          continue;
        } else if (byte !== space && byte !== newline && byte !== carriageReturn && byte !== tab) {
          if (state === 'after' || byte !== openBrace) {
            state = 'no wrapper';
            return false;
          }
          state = 'inside';
          levels.push({ key: '', awaitsKey: true });
        }
        offset++;
      }
      return true;
    },
    result: () => ({
      isWrapper: state === 'inside' || state === 'after',
      isOpen: state === 'inside',
      line,
      arrays,
      keyCount,
    }),
  };
}

function keyText(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString();
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

const mark = [0xef, 0xbb, 0xbf];
const tab = 9;
const newline = 10;
const carriageReturn = 13;
const space = 32;
const quote = 34;
const comma = 44;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
