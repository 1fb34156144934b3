import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { throwIfCancelled } from '../errors.ts';
import type { CsvFault } from './csv-fault.ts';
import { type CsvListener, createCsvSieve } from './csv-sieve.ts';
import { maxBadRowCharacters } from './limits.ts';
import type { CsvPlan } from './read-plan.ts';
import type { RowPlace } from './row-place.ts';

const pieceBytes = 1 << 20;

/** A UTF-8 CSV file, and up to where it is looked at. */
export interface CsvSource {
  readonly path: string;
  readonly plan: Pick<CsvPlan, 'delimiter' | 'quote' | 'hasHeader' | 'names'>;
  readonly limitBytes?: number;
  /** Whether the file itself is only the beginning of it. */
  readonly isCut?: boolean;
  /** Told how many bytes have been read. */
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Listens to every record of a file; `flush` is awaited after each piece, and false from it ends the reading. */
export async function siftCsv(
  source: CsvSource,
  listener: CsvListener & { flush?: () => Promise<boolean> },
): Promise<void> {
  const { path, plan, limitBytes, isCut = false, onBytes, signal } = source;
  const { delimiter, quote, hasHeader, names } = plan;
  const sieve = createCsvSieve({ delimiter, quote, hasHeader, columns: names.length, listener });
  const end = limitBytes === undefined ? {} : { end: limitBytes - 1 };
  let readBytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: pieceBytes, ...end })) {
    throwIfCancelled(signal);
    if (!(piece instanceof Uint8Array)) throw new Error(`${path} did not come as bytes`);
    readBytes += piece.length;
    sieve.push(piece);
    onBytes?.(readBytes);
    if (listener.flush && !(await listener.flush())) return;
  }
  sieve.end({ isCut: isCut || readBytes === limitBytes });
  await listener.flush?.();
}

/** Copies the good records, without the header and with LF as line end, to `target`; bad ones go to `onFault`. */
export async function copyGoodRows(
  source: CsvSource,
  {
    target,
    onFault,
    flush,
  }: { target: string; onFault: (fault: CsvFault) => void; flush?: () => Promise<void> },
): Promise<{ rowCount: number }> {
  const handle = await open(target, 'w');
  let out = Buffer.allocUnsafe(2 * pieceBytes);
  let used = 0;
  let rowCount = 0;
  try {
    await siftCsv(source, {
      fault: onFault,
      row(bytes, { start, end, isBlank }) {
        const length = end - start + 3;
        if (used + length > out.length) {
          const larger = Buffer.allocUnsafe(2 * out.length + length);
          out.copy(larger, 0, 0, used);
          out = larger;
        }
        if (isBlank) used += out.write(source.plan.quote.repeat(2), used);
        else used += bytes.copy(out, used, start, end);
        out[used++] = 10;
        rowCount++;
      },
      async flush() {
        await handle.writeFile(out.subarray(0, used));
        used = 0;
        await flush?.();
        return true;
      },
    });
  } finally {
    await handle.close();
  }
  return { rowCount };
}

/** The first record that is wrong, or null. */
export async function firstFault(source: CsvSource): Promise<CsvFault | null> {
  let found: CsvFault | null = null;
  await siftCsv(source, {
    row: () => {},
    fault: (fault) => {
      found ??= fault;
    },
    flush: async () => found === null,
  });
  return found;
}

/** Where these good rows (1 is the first) stand in the file, and their text; rows past the end are left out. */
export async function recordsAt(
  source: CsvSource,
  rows: readonly number[],
): Promise<ReadonlyMap<number, RowPlace>> {
  const wanted = new Set(rows);
  const found = new Map<number, RowPlace>();
  let passed = 0;
  await siftCsv(source, {
    row(bytes, { start, end, line }) {
      passed++;
      if (!wanted.has(passed)) return;
      const text = bytes.toString('utf8', start, Math.min(end, start + 4 * maxBadRowCharacters));
      found.set(passed, { line, text });
    },
    fault: () => {},
    flush: async () => found.size < wanted.size,
  });
  return found;
}
