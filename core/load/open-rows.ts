import { devNull } from 'node:os';
import { join } from 'node:path';
import { CoreError } from '../errors.ts';
import { readArff } from './formats/arff.ts';
import { readJson } from './formats/json.ts';
import { readNdjson } from './formats/ndjson.ts';
import type { RowReader, RowReading } from './formats/row-reader.ts';
import { isCutOff, type OpenPart, type PartRequest } from './part.ts';
import type { TextPlan } from './read-plan.ts';
import type { RowPlace, RowsAt } from './row-place.ts';
import { createStage } from './staged-rows.ts';

const readers: Record<TextPlan['format'], { read: RowReader; code: 'JSON_MALFORMED' | 'ARFF_MALFORMED' }> = {
  json: { read: readJson, code: 'JSON_MALFORMED' },
  ndjson: { read: readNdjson, code: 'JSON_MALFORMED' },
  arff: { read: readArff, code: 'ARFF_MALFORMED' },
};

/** A text file that says where its cells begin and end, brought into a form that DuckDB reads. */
export async function openRows(request: PartRequest & { plan: TextPlan; path: string }): Promise<OpenPart> {
  const { file, plan, path, limit, directory, read, onProgress, signal } = request;
  const { name } = file;
  const { read: reader, code } = readers[plan.format];
  const stage = await createStage({ path: join(directory, 'rows.csv'), name, read, rowLimit: limit?.rows });
  const reading = { path, name, read, isCut: isCutOff(request), signal };
  try {
    const { notes, options, choices } = await reader({
      ...reading,
      stage,
      bad: ({ line, text, reason }) => {
        if (read.badRows === 'set-aside') return request.setAside({ line, text, reason });
        throw new CoreError(code, `${name}, line ${line} ${reason}; mend it, or set bad rows aside.`, {
          details: { line },
        });
      },
      onBytes: (bytes) => onProgress('reading rows', Math.min(1, bytes / file.bytes)),
    });
    await request.flushSetAside();
    if (stage.rowCount === 0) {
      throw new CoreError('TABLE_EMPTY', `${name} has no rows; choose a file with data.`);
    }
    const table = await stage.finish();
    if (table.columns.length === 0) {
      throw new CoreError('TABLE_EMPTY', `The rows of ${name} have no fields; choose a file with data.`);
    }
    return {
      file,
      plan: { ...plan, options: { ...plan.options, ...options } },
      paths: [],
      table: async () => table,
      rowsAt: placesByReading(reader, reading),
      text: null,
      notes: [...plan.notes, ...notes],
      ...(choices ? { choices } : {}),
    };
  } finally {
    await stage.close();
  }
}

/** Finds rows by reading the file once more, up to the last one of them. */
function placesByReading(
  reader: RowReader,
  reading: Pick<RowReading, 'path' | 'name' | 'read' | 'isCut' | 'signal'>,
): RowsAt {
  return async (rows) => {
    const wanted = new Set(rows);
    const found = new Map<number, RowPlace>();
    const rowLimit = rows.reduce((last, row) => Math.max(last, row), 0);
    const stage = await createStage({ path: devNull, name: reading.name, read: reading.read, rowLimit });
    let row = 0;
    try {
      await reader({
        ...reading,
        stage,
        bad: () => {},
        good: (line, text) => {
          row++;
          if (wanted.has(row)) found.set(row, { line, text: text() });
        },
        onBytes: () => {},
      });
    } finally {
      await stage.close();
    }
    return found;
  };
}
