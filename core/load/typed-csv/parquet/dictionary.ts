import { appendBytes, appendVarint, type ByteSink, reserve } from './byte-sink.ts';
import { findFixedValues } from './fixed-dictionary.ts';
import { bitWidth, packBits } from './pack-bits.ts';
import type { FixedCells, TextCells } from './present-cells.ts';
import { findTexts } from './text-dictionary.ts';

/** Different values among cells, and for each cell which of them it is. */
export interface Dictionary {
  /** In the order in which they come first. */
  readonly values: FixedCells | TextCells;
  /** How many cells there are. */
  readonly count: number;
  /** One per cell, then zeros up to a multiple of 8. */
  readonly indices: Uint32Array;
}

/**
 * The dictionary of at least one cell, whose indices are in `buffer`, of at least 4 bytes per cell and 28 more, until it
 * is used again. Null where there are so many different values that it would cost more than it saves.
 */
export function findDictionary(cells: FixedCells | TextCells, buffer: ArrayBuffer): Dictionary | null {
  const indices = new Uint32Array(buffer, 0, Math.ceil(cells.count / 8) * 8);
  const values = cells.kind === 'text' ? findTexts(cells, indices) : findFixedValues(cells, indices);
  if (values === null) return null;
  indices.fill(0, cells.count);
  return { values, count: cells.count, indices };
}

/** Appends indices, encoded as RLE_DICTIONARY: their width in bits and one run, bit-packed if they differ. */
export function appendIndices(sink: ByteSink, { values, count, indices }: Dictionary): void {
  // One bit even for one value: none is allowed, but rarely written.
  const width = Math.max(1, bitWidth(values.count - 1));
  appendBytes(sink, Uint8Array.of(width));
  if (values.count === 1) {
    appendVarint(sink, 2 * count);
    appendBytes(sink, Uint8Array.of(0));
    return;
  }
  appendVarint(sink, (2 * indices.length) / 8 + 1);
  const byteLength = (indices.length / 8) * width;
  reserve(sink, byteLength);
  packBits(indices, { from: 0, count: indices.length, width, bytes: sink.bytes, at: sink.end });
  sink.end += byteLength;
}
