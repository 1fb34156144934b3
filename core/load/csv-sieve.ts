import { isUtf8 } from 'node:buffer';
import type { CsvFault } from './csv-fault.ts';
import { countLines } from './invalid-byte.ts';
import { maxBadRowCharacters, maxRowBytes } from './limits.ts';

/** Goes through the bytes of a UTF-8 CSV file, record by record. */
export interface CsvSieve {
  /** Takes the next piece of the file. */
  push(piece: Uint8Array): void;
  /** The file ends; when it was only cut off here, the record at its end is passed over. */
  end(options: { isCut: boolean }): void;
}

/** Whoever listens; what it throws ends the sieving. */
export interface CsvListener {
  /** A record of the expected width: bytes `start` to `end`, without its line end; the header is none. */
  row(bytes: Buffer, place: { start: number; end: number; line: number; isBlank: boolean }): void;
  /** A record that is wrong. Of one that goes over several lines, only the first line is taken out. */
  fault(fault: CsvFault): void;
}

const lineFeed = 10;
const carriageReturn = 13;

const start = 0;
const plain = 1;
const quoted = 2;
const closed = 3;

/**
 * A sieve by RFC 4180 that keeps going after a fault. Lines may end with LF, CRLF and CR in one file. Empty lines
 * before the first record, and in a table of several columns anywhere, are no records; one empty field too many at the
 * end of a record is let pass.
 */
export function createCsvSieve(options: {
  delimiter: string;
  quote: string;
  columns: number;
  hasHeader: boolean;
  listener: CsvListener;
}): CsvSieve {
  const { columns, hasHeader, listener } = options;
  const delimiter = Buffer.from(options.delimiter);
  const delimiterByte = delimiter[0] ?? 44;
  const quote = Buffer.from(options.quote);
  const quoteByte = quote.length === 1 ? (quote[0] ?? 34) : -1;
  let buffer: Buffer = Buffer.alloc(0);
  let begin = 0;
  let at = 0;
  let state = start;
  let fields = 1;
  let fieldBegin = 0;
  let line = 1;
  let isFirstPiece = true;
  let isValid = true;
  let awaitsHeader = hasHeader;
  let isBeforeFirst = true;
  let skipsFeed = false;
  let rest: { kind: CsvFault['kind']; text: string } | null = null;

  function next(from: number): void {
    begin = from;
    at = from;
    fieldBegin = from;
    state = start;
    fields = 1;
  }

  /** A record ends before `end`; the next begins at `after`. */
  function endRecord(end: number, after: number): void {
    const isBlank = end === begin;
    if (!isBlank || (!isBeforeFirst && columns === 1)) {
      const hasTrailing = fields === columns + 1 && fieldBegin === end;
      const last = hasTrailing ? end - delimiter.length : end;
      if (!isValid && !isUtf8(buffer.subarray(begin, end))) {
        tell('invalid byte', textUpTo(end));
      } else if (!awaitsHeader) {
        if (fields === columns || hasTrailing)
          listener.row(buffer, { start: begin, end: last, line, isBlank });
        else tell('ragged', textUpTo(end));
      }
      awaitsHeader = false;
      isBeforeFirst = false;
    }
    line += 1 + lineFeedsWithin(end);
    next(after);
  }

  function lineFeedsWithin(end: number): number {
    const first = buffer.indexOf(lineFeed, begin);
    return first < 0 || first >= end ? 0 : countLines(buffer.subarray(first, end));
  }

  function textUpTo(end: number): string {
    return new TextDecoder().decode(buffer.subarray(begin, Math.min(end, begin + 4 * maxBadRowCharacters)));
  }

  function tell(kind: CsvFault['kind'], text: string): void {
    const place = { line, text };
    listener.fault(
      kind === 'ragged' ? { kind, ...place, expected: columns, found: fields } : { kind, ...place },
    );
  }

  /** Takes the first line of a record out that has no end; what has not been read of it follows with `passRest`. */
  function fault(kind: CsvFault['kind'], isEnd: boolean): void {
    isBeforeFirst = false;
    awaitsHeader = false;
    const end = lineEnd();
    const text = textUpTo(end);
    if (end === buffer.length && !isEnd) {
      rest = { kind, text };
      next(end);
      return;
    }
    tell(kind, text);
    passLine(end);
  }

  function lineEnd(): number {
    let end = begin;
    while (end < buffer.length && buffer[end] !== lineFeed && buffer[end] !== carriageReturn) end++;
    return end;
  }

  /** Goes on behind the line end at `end`. */
  function passLine(end: number): void {
    line++;
    skipsFeed = buffer[end] === carriageReturn;
    next(Math.min(end + 1, buffer.length));
  }

  /** Passes over what is left of a faulty line; false while its end has not come. */
  function passRest(isEnd: boolean): boolean {
    if (!rest) return true;
    const end = lineEnd();
    if (end === buffer.length && !isEnd) {
      next(end);
      return false;
    }
    const { kind, text } = rest;
    rest = null;
    tell(kind, text);
    passLine(end);
    return true;
  }

  function scan(isEnd: boolean): void {
    while (at < buffer.length) {
      if (!passRest(isEnd)) return;
      if (skipsFeed && at < buffer.length) {
        skipsFeed = false;
        if (buffer[at] === lineFeed) next(at + 1);
        continue;
      }
      if (at - begin > maxRowBytes) {
        fault('too long', isEnd);
        continue;
      }
      const byte = buffer[at];
      if (state === quoted) {
        const found = buffer.indexOf(quoteByte, at);
        at =
          found < 0
            ? Math.min(buffer.length, begin + maxRowBytes + 1)
            : Math.min(found, begin + maxRowBytes + 1);
        if (at === found) {
          state = closed;
          at++;
        }
      } else if (byte === lineFeed) endRecord(at, at + 1);
      else if (byte === carriageReturn) {
        skipsFeed = true;
        endRecord(at, at + 1);
      } else if (byte === delimiterByte && isDelimiter()) {
        fields++;
        at += delimiter.length;
        fieldBegin = at;
        state = start;
      } else if (state === closed) {
        if (byte === quoteByte) {
          state = quoted;
          at++;
        } else fault('text after quote', isEnd);
      } else if (state === start && byte === quoteByte) {
        state = quoted;
        at++;
      } else {
        state = plain;
        at++;
      }
    }
  }

  function isDelimiter(): boolean {
    return delimiter.length === 1 || delimiter.compare(buffer, at, at + delimiter.length) === 0;
  }

  function take(piece: Uint8Array): void {
    const left = buffer.subarray(begin);
    buffer =
      left.length === 0
        ? Buffer.from(piece.buffer, piece.byteOffset, piece.length)
        : Buffer.concat([left, piece]);
    at -= begin;
    fieldBegin -= begin;
    begin = 0;
    if (isFirstPiece && buffer.length >= 3) {
      isFirstPiece = false;
      if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) next(3);
    }
    isValid = isUtf8(buffer);
  }

  return {
    push(piece) {
      take(piece);
      if (!isFirstPiece) scan(false);
    },
    end({ isCut }) {
      scan(!isCut);
      if (isCut) return;
      while (begin < buffer.length) {
        if (state === quoted) fault('open quote', true);
        else endRecord(buffer.length, buffer.length);
        scan(true);
      }
      if (rest) tell(rest.kind, rest.text);
    },
  };
}
