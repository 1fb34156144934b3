import { invariant } from '../../../errors.ts';
import { type ByteSink, createSink, takeBytes } from './byte-sink.ts';
import { appendColumnChunk } from './column-chunk.ts';
import type { ColumnPart, RowGroup } from './column-part.ts';

/** Room at first: about what a cell needs on average, but little enough to be had for any number of columns. */
const bytesPerCell = 4;
const maxFirstBytes = 2 ** 24;

/**
 * A row group of at least one row, uncompressed. Columns with few different values get a dictionary, unless
 * `plainAlready` says of one that it is not to be tried (as the last row group's `isVaried` may have shown). Of the
 * rest, integers, dates and timestamps are written as differences, texts with all their lengths first, numbers as
 * they are. Throws where a column's cells take 2 GiB. The bytes are an ArrayBuffer's own, or those of the empty sink
 * `into`.
 */
export function encodeRowGroup(
  parts: readonly ColumnPart[],
  rowCount: number,
  plainAlready: readonly boolean[] = [],
  into: ByteSink | null = null,
): RowGroup {
  invariant(rowCount > 0, 'a row group without rows');
  const sink = into ?? createSink(Math.min(parts.length * rowCount * bytesPerCell, maxFirstBytes));
  const scratch = new ArrayBuffer(8 * rowCount);
  const columns = parts.map((part, i) =>
    appendColumnChunk(sink, { part, rowCount, isVaried: plainAlready[i] ?? false, scratch }),
  );
  const bytes = into === null ? takeBytes(sink) : sink.bytes.subarray(0, sink.end);
  return { rowCount, bytes, columns };
}
