import { appendBytes, type ByteSink } from './byte-sink.ts';
import type { ChunkFacts, ColumnPart, PageEncoding, ValueRange } from './column-part.ts';
import { appendDeltas } from './delta.ts';
import { appendIndices, findDictionary } from './dictionary.ts';
import { appendPage } from './page.ts';
import { appendPlain } from './plain.ts';
import { appendLevels, countPresent } from './present-bits.ts';
import { type Cells, presentCells, type TextCells } from './present-cells.ts';
import { valueRange } from './value-range.ts';

/**
 * Appends one column's cells of a row group, at least one: a page with the dictionary if there is one, and a page with
 * the cells. With `isVaried` no dictionary is tried.
 */
export function appendColumnChunk(
  sink: ByteSink,
  {
    part,
    rowCount,
    isVaried,
    scratch,
  }: {
    part: ColumnPart;
    rowCount: number;
    isVaried: boolean;
    /** 8 bytes per row, which all columns of a row group use one after the other. */
    scratch: ArrayBuffer;
  },
): ChunkFacts {
  const { present } = part;
  const presentCount = countPresent(present, rowCount);
  const cells = presentCells(part, { rowCount, count: presentCount, buffer: scratch });
  const mayRepeat = presentCount > 0 && cells.kind !== 'boolean';
  const dictionary = mayRepeat && !isVaried ? findDictionary(cells) : null;
  const range = valueRange(dictionary?.values ?? cells);
  const encoding = dictionary === null ? chooseEncoding(cells, range) : 'RLE_DICTIONARY';

  const start = sink.end;
  if (dictionary !== null) {
    const { values } = dictionary;
    appendPage(sink, { kind: 'dictionary', valueCount: values.count }, () => appendPlain(sink, values));
  }
  const dataStart = sink.end;
  appendPage(sink, { kind: 'data', valueCount: rowCount, encoding }, () => {
    appendLevels(sink, { present, rowCount, presentCount });
    if (dictionary === null) appendCells(sink, cells, encoding);
    else appendIndices(sink, dictionary);
  });
  return {
    start,
    byteLength: sink.end - start,
    dataStart,
    encoding,
    hasDictionary: dictionary !== null,
    isVaried: mayRepeat && dictionary === null,
    missingCount: rowCount - presentCount,
    range,
  };
}

/** Deltas must be exact as doubles, and those of dates not need more than 32 bits. */
const exactLimit = 2n ** 52n;
const dayLimit = 2 ** 31 - 1;

function chooseEncoding({ kind, count }: Cells, range: ValueRange | null): PageEncoding {
  if (kind === 'text' && count > 0) return 'DELTA_LENGTH_BYTE_ARRAY';
  if (kind === 'number' || range === null) return 'PLAIN';
  const [min, max] = [BigInt(range.min), BigInt(range.max)];
  const isExact = min >= -exactLimit && max <= exactLimit && max - min <= exactLimit;
  return isExact && (kind !== 'date' || max - min <= dayLimit) ? 'DELTA_BINARY_PACKED' : 'PLAIN';
}

function appendCells(sink: ByteSink, cells: Cells, encoding: PageEncoding): void {
  if (encoding === 'PLAIN' || cells.kind === 'boolean') appendPlain(sink, cells);
  else if (cells.kind === 'text') appendTexts(sink, cells);
  else appendDeltas(sink, cells);
}

/** Appends texts, encoded as DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes. */
function appendTexts(sink: ByteSink, { lengths, bytes, count }: TextCells): void {
  appendDeltas(sink, { words: lengths, wordsPerCell: 1, count });
  let byteLength = 0;
  for (let i = 0; i < count; i++) byteLength += lengths[i] ?? 0;
  appendBytes(sink, bytes.subarray(0, byteLength));
}
