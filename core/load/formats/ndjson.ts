import { jsonCells } from './json-object.ts';
import type { RowReader } from './row-reader.ts';
import { textLines } from './text-lines.ts';

/** Rows of a file with one JSON object per line; empty lines are passed over. */
export const readNdjson: RowReader = async ({ path, isCut, stage, bad, onBytes, signal }) => {
  for await (const { lines, readBytes } of textLines(path, { isCut, signal })) {
    for (const { line, text, fault } of lines) {
      if (text.trim() === '' && fault === null) continue;
      const cells = fault ?? jsonCells(Buffer.from(text), stage);
      const reason = typeof cells === 'string' ? cells : stage.add(cells);
      if (reason !== null) bad({ line, text, reason });
      if (stage.mustFlush) await stage.flush(readBytes);
      if (stage.isFull) break;
    }
    await stage.flush(readBytes);
    onBytes(readBytes);
    if (stage.isFull) break;
  }
  return [];
};
