import { jsonCells } from './json-object.ts';
import { jsonValues } from './json-values.ts';
import type { RowReader } from './row-reader.ts';

/** Rows of a JSON file: an array of objects, or objects in a row. The columns are their names, in order of appearance. */
export const readJson: RowReader = async ({ path, name, isCut, stage, bad, onBytes, signal }) => {
  let count = 0;
  for await (const { values, readBytes } of jsonValues(path, { name, isCut, signal })) {
    for (const { line, bytes } of values) {
      count++;
      const cells = jsonCells(bytes, stage);
      const reason = typeof cells === 'string' ? cells : stage.add(cells);
      if (reason !== null) bad({ line, text: bytes.toString('utf8', 0, 40_000), reason });
      if (stage.mustFlush) await stage.flush(readBytes);
      if (stage.isFull) break;
    }
    await stage.flush(readBytes);
    onBytes(readBytes);
    if (stage.isFull) break;
  }
  return count === 1
    ? ['The file is one object, read as one row; a table is an array of objects, one for each row.']
    : [];
};
