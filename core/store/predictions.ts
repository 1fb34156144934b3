import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CoreError } from '../errors.ts';
import { type OpenSql, quoteIdent, quoteText } from '../shared/sql.ts';

/** Labels (class index per row) and one array of probabilities a class. */
interface Scored {
  readonly labels: ArrayLike<number>;
  readonly probabilities: readonly Float64Array[];
}

type PartName = 'validation' | 'test';

/** The predictions of all models for the rows of one part; `rows` are 0-based, in file order. */
export interface PredictedPart {
  readonly part: PartName;
  readonly rows: Uint32Array;
  readonly models: readonly (Scored & { readonly key: string })[];
}

/**
 * Writes `predictions.parquet`: a line per row of validation and test with `row` (1 is the first data row), `part`,
 * `actual` (class index) and for each model and class `<model>:<class index>`, the probability. Doubles survive
 * exactly.
 */
export async function writePredictions(options: {
  openSql: OpenSql;
  path: string;
  classNames: readonly string[];
  parts: readonly PredictedPart[];
}): Promise<void> {
  const { path, classNames, parts } = options;
  const keys = parts[0]?.models.map(({ key }) => key) ?? [];
  const scores = keys.flatMap((key) => classNames.map((_, c) => `${key}:${c}`));
  const text = `${path}.csv`;
  const { sql, close } = await options.openSql([dirname(path)]);
  try {
    await pipeline(Readable.from(csvLines(parts)), createWriteStream(text));
    const types = [
      ['row', 'BIGINT'],
      ['part', 'VARCHAR'],
      ['actual', 'INTEGER'],
      ...scores.map((name) => [name, 'DOUBLE']),
    ];
    const columns = types
      .map(([name = '', type = '']) => `${quoteText(name)}: ${quoteText(type)}`)
      .join(', ');
    await sql.run(
      `COPY (SELECT * FROM read_csv(${quoteText(text)}, header = false, auto_detect = false, delim = ',', columns = {${columns}}))
       TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    close();
    await rm(text, { force: true });
  }
}

function* csvLines(parts: readonly PredictedPart[]): Generator<string> {
  for (const { part, rows, models } of parts) {
    const scores = models.flatMap(({ probabilities }) => probabilities);
    let chunk = '';
    for (const [i, row] of rows.entries()) {
      chunk += `${row + 1},${part},${models[0]?.labels[i]},${scores.map((score) => score[i]).join(',')}\n`;
      if (chunk.length > 100_000) {
        yield chunk;
        chunk = '';
      }
    }
    yield chunk;
  }
}

/** What `writePredictions` wrote, per model. Throws BUNDLE_CORRUPT when the columns are not its own. */
export async function readPredictions(options: {
  openSql: OpenSql;
  path: string;
  classNames: readonly string[];
}): Promise<Map<string, Record<PartName, Scored>>> {
  const { path, classNames } = options;
  const { sql, close } = await options.openSql([path]);
  try {
    const from = `read_parquet(${quoteText(path)})`;
    const names = (await sql.rows(`DESCRIBE SELECT * FROM ${from}`)).map((row) => String(row.column_name));
    const keys = [...new Set(names.slice(3).map((name) => name.slice(0, name.lastIndexOf(':'))))];
    const expected = [
      'row',
      'part',
      'actual',
      ...keys.flatMap((key) => classNames.map((_, c) => `${key}:${c}`)),
    ];
    if (expected.join() !== names.join()) {
      throw new CoreError(
        'BUNDLE_CORRUPT',
        `${path} has not the columns of predictions; export the run again.`,
      );
    }
    const read = (part: PartName) =>
      sql.numbers(
        `SELECT ${[...names.slice(2)].map(quoteIdent).join(', ')} FROM ${from} WHERE part = ? ORDER BY "row"`,
        [part],
      );
    const [validation, test] = [await read('validation'), await read('test')];
    return new Map(keys.map((key, i) => [key, { validation: pick(validation, i), test: pick(test, i) }]));
  } finally {
    close();
  }

  function pick(columns: readonly Float64Array[], model: number): Scored {
    const first = 1 + model * classNames.length;
    return {
      labels: Int32Array.from(columns[0] ?? []),
      probabilities: columns.slice(first, first + classNames.length),
    };
  }
}
