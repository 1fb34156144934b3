import { createJsonRows, isNames, numberedNote } from './json-rows.ts';
import type { RowReader } from './row-reader.ts';
import { textLines } from './text-lines.ts';

/** Rows of a file with one JSON object, or one JSON array, per line; empty lines are passed over. */
export const readNdjson: RowReader = async ({ path, read, isCut, stage, bad, good, onBytes, signal }) => {
  const rows = createJsonRows({ stage, header: read.header });
  for await (const { lines, readBytes } of textLines(path, { isCut, signal })) {
    for (const { line, text, fault } of lines) {
      if (text.trim() === '' && fault === null) continue;
      const reason = fault ?? rows.take(Buffer.from(text));
      if (reason === isNames) continue;
      if (reason === null) good?.(line, () => text);
      else bad({ line, text, reason });
      if (stage.mustFlush) await stage.flush(readBytes);
      if (stage.isFull) break;
    }
    await stage.flush(readBytes);
    onBytes(readBytes);
    if (stage.isFull) break;
  }
  const { hasHeader } = rows;
  return {
    notes: hasHeader === false && read.header === undefined ? [numberedNote] : [],
    options: hasHeader === null ? {} : { header: hasHeader },
  };
};
