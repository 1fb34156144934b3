import { CoreError } from '../../errors.ts';
import { chosen } from './chosen.ts';
import { type JsonArray, type JsonWrapper, jsonArrays } from './json-arrays.ts';
import { createJsonRows, isNames, numberedNote } from './json-rows.ts';
import { jsonValues } from './json-values.ts';
import type { RowFacts, RowReader } from './row-reader.ts';

/**
 * Rows of a JSON file: an array of objects or of arrays, objects in a row, or one object with such an array inside. The
 * columns are the names of the objects, in order of appearance, or the texts of the first array.
 */
export const readJson: RowReader = async (reading) => {
  const { path, name, read, isCut, stage, bad, good, onBytes, signal } = reading;
  const wrapper = await jsonArrays(path, { name, isCut, signal });
  const array = wrapper && chosenArray(wrapper, { name, wanted: read.table });
  const rows = createJsonRows({ stage, header: read.header });
  let count = 0;
  for await (const { values, readBytes } of jsonValues(path, { name, isCut, from: array, signal })) {
    for (const { line, bytes } of values) {
      const text = () => bytes.toString('utf8', 0, 40_000);
      const reason = rows.take(bytes);
      if (reason === isNames) continue;
      count++;
      if (reason === null) good?.(line, text);
      else bad({ line, text: text(), reason });
      if (stage.mustFlush) await stage.flush(readBytes);
      if (stage.isFull) break;
    }
    await stage.flush(readBytes);
    onBytes(readBytes);
    if (stage.isFull) break;
  }
  const { hasHeader } = rows;
  const isNumbered = hasHeader === false && read.header === undefined;
  const one = 'The file is one object, read as one row; a table is an array of objects, one for each row.';
  const found = wrapper && array ? arrayFacts(wrapper, array) : null;
  return {
    notes: [
      ...(found?.notes ?? []),
      ...(isNumbered ? [numberedNote] : []),
      ...(wrapper && !array && count === 1 ? [one] : []),
    ],
    options: { ...found?.options, ...(hasHeader === null ? {} : { header: hasHeader }) },
    ...(found ? { choices: found.choices } : {}),
  };
};

/** The array that holds the rows: the one that is wanted, else the first with records; null where there is none. */
function chosenArray(
  wrapper: JsonWrapper,
  { name, wanted }: { name: string; wanted: string | undefined },
): JsonArray | null {
  const { arrays, keyCount } = wrapper;
  const isOnly = arrays.length === 1 && keyCount === 1 && arrays[0]?.holds === 'nothing';
  const tables = wanted === undefined && !isOnly ? records(wrapper) : arrays;
  if (tables.length === 0) return null;
  const key = chosen({ kind: 'table', names: tables.map((each) => each.key), wanted, file: name });
  const array = tables.find((each) => each.key === key) ?? null;
  if (array?.holds === 'nothing') {
    throw new CoreError(
      'TABLE_EMPTY',
      `The array under the key "${key}" of ${name} is empty; choose a file with data.`,
    );
  }
  return array;
}

function records({ arrays }: JsonWrapper): JsonArray[] {
  return arrays.filter(({ holds }) => holds === 'objects' || holds === 'arrays');
}

function arrayFacts(wrapper: JsonWrapper, { key }: JsonArray): Required<RowFacts> {
  const names = [...new Set(records(wrapper).map((each) => each.key))];
  const others = names.filter((each) => each !== key).map((each) => `"${each}"`);
  const more = others.length > 8 ? ` and ${others.length - 8} more` : '';
  const besides =
    others.length === 0
      ? 'what else is in the file is left out'
      : `there are also ${others.slice(0, 8).join(', ')}${more}`;
  return {
    notes: [`The rows are those under the key "${key}"; ${besides}.`],
    options: { table: key },
    choices: { kind: 'table', names: names.includes(key) ? names : [...names, key] },
  };
}
