import { z } from 'zod';
import { CoreError } from '../errors.ts';
import { canonicalJson } from '../shared/canonical-json.ts';

/** A file of a saved model, by its name within the model's folder. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An array of a model, row-major. */
export interface ModelArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

const arrayHeader = z.strictObject({
  name: z.string(),
  shape: z.array(z.int().min(0)),
  type: z.enum(['float32', 'float64']),
  /** Where it starts in weights.bin, a multiple of 8. */
  offset: z.int().min(0),
});

/** `model.json`. `parameters` depends on the kind; arrays lie in `weights.bin`, little-endian, row-major. */
export const modelHeader = z.strictObject({
  format: z.literal('assay-model'),
  formatVersion: z.literal(1),
  kind: z.enum(['prior', 'stratified-random', 'single-feature', 'logistic-regression', 'mlp']),
  classNames: z.array(z.string()).min(2),
  positiveIndex: z.int().nullable(),
  /** Features in the order in which the model takes them. */
  featureNames: z.array(z.string()),
  parameters: z.record(z.string(), z.unknown()),
  arrays: z.array(arrayHeader),
});
export type ModelHeader = z.infer<typeof modelHeader>;

/** A model as read back. */
export interface SavedModel {
  readonly header: ModelHeader;
  readonly arrays: ReadonlyMap<string, ModelArray>;
}

/** The files of a model: `model.json`, and `weights.bin` when there are arrays. Equal models give equal bytes. */
export function writeModel(
  about: Omit<ModelHeader, 'format' | 'formatVersion' | 'arrays'>,
  arrays: readonly ModelArray[],
): ModelFile[] {
  let offset = 0;
  const headers = arrays.map(({ name, shape, values }) => {
    const header = { name, shape: [...shape], type: typeOf(values), offset };
    offset += Math.ceil(values.byteLength / 8) * 8;
    return header;
  });
  const bytes = new Uint8Array(offset);
  for (const [i, { values }] of arrays.entries()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), headers[i]?.offset);
  }
  const header: ModelHeader = { format: 'assay-model', formatVersion: 1, ...about, arrays: headers };
  const json = { name: 'model.json', bytes: new TextEncoder().encode(`${canonicalJson(header)}\n`) };
  return arrays.length === 0 ? [json] : [json, { name: 'weights.bin', bytes }];
}

/** Reads a model back. Throws INPUT_INVALID when a file is missing, cut short or not of this format. */
export function readModel(files: readonly ModelFile[]): SavedModel {
  const header = readHeader(files.find(({ name }) => name === 'model.json'));
  const weights = files.find(({ name }) => name === 'weights.bin')?.bytes ?? new Uint8Array();
  const arrays = header.arrays.map(({ name, shape, type, offset }) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const end = offset + length * (type === 'float32' ? 4 : 8);
    if (end > weights.length) {
      throw invalid(
        `weights.bin ends at byte ${weights.length}, before array "${name}", which ends at ${end}`,
      );
    }
    const buffer = Uint8Array.from(weights.subarray(offset, end)).buffer;
    const values = type === 'float32' ? new Float32Array(buffer) : new Float64Array(buffer);
    return [name, { name, shape, values }] as const;
  });
  return { header, arrays: new Map(arrays) };
}

/** The values of an array that a model of this kind must have. Throws INPUT_INVALID without it. */
export function arrayOf(model: SavedModel, name: string): ModelArray {
  const array = model.arrays.get(name);
  if (!array) throw invalid(`model.json lists no array "${name}"`);
  return array;
}

function readHeader(file: ModelFile | undefined): ModelHeader {
  if (!file) throw invalid('there is no model.json');
  try {
    return modelHeader.parse(JSON.parse(new TextDecoder().decode(file.bytes)));
  } catch (cause) {
    throw invalid('model.json is not a model of format version 1', cause);
  }
}

function typeOf(values: Float32Array | Float64Array): 'float32' | 'float64' {
  return values instanceof Float32Array ? 'float32' : 'float64';
}

function invalid(what: string, cause?: unknown): CoreError {
  const options = cause === undefined ? {} : { cause };
  return new CoreError('INPUT_INVALID', `This is no saved model: ${what}. Train it again.`, options);
}
