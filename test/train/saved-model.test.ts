import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { learnerSpec } from '../../core/contract/experiment.ts';
import { complexityOrder } from '../../core/train/kinds.ts';
import { readModel } from '../../core/train/model-file.ts';
import { predict } from '../../core/train/predict.ts';
import { trainLearner } from '../../core/train/train.ts';
import { blobs } from './make-data.ts';

test('a model read back from disk predicts the same bytes, for every learner and number of classes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-model-'));
  try {
    for (const classes of [2, 3]) {
      const data = blobs({ rowCount: 200, columnCount: 4, classes });
      for (const kind of complexityOrder) {
        const learner = learnerSpec.parse(kind === 'mlp' ? { kind, maxEpochs: 2 } : { kind });
        const model = await trainLearner({ learner, key: kind, data, seed: 4 });
        for (const { name, bytes } of model.files) await writeFile(join(folder, name), bytes);
        const names = await readdir(folder);
        const files = await Promise.all(
          names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })),
        );
        const p = await predict({ files, x: data.x, columnCount: 4, rows: data.test });
        expect(p).toEqual(model.testProbabilities);
        expect(p).toHaveLength(data.test.length * classes);
        expect(model.sizeBytes).toBe(model.files.reduce((sum, { bytes }) => sum + bytes.length, 0));
        for (const name of names) await rm(join(folder, name));
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('files that are no model are refused in words', async () => {
  const data = blobs({ rowCount: 100, columnCount: 2 });
  const learner = learnerSpec.parse({ kind: 'logistic-regression' });
  const { files } = await trainLearner({ learner, key: 'lr', data, seed: 1 });
  const [json, weights] = files;
  const text = new TextDecoder().decode(json?.bytes);
  const withJson = (changed: string) => [{ name: 'model.json', bytes: new TextEncoder().encode(changed) }];
  for (const broken of [[], withJson('{'), withJson(text.replace('assay-model', 'other')), withJson(text)]) {
    expect(() => readModel(broken)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  }
  const cut = [
    ...withJson(text),
    { name: 'weights.bin', bytes: weights?.bytes.subarray(0, 8) ?? new Uint8Array() },
  ];
  expect(() => readModel(cut)).toThrow('weights.bin ends at byte 8');
  await expect(predict({ files, x: data.x, columnCount: 3, rows: data.test })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringContaining('takes 2 features and was given 3'),
  });
});
