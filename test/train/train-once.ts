import { createRequire } from 'node:module';
import { learnerSpec } from '../../core/contract/experiment.ts';
import { sha256 } from '../../core/shared/canonical-json.ts';
import { unwrapAnswer } from '../../core/train/answer.ts';
import work from '../../core/train/worker.ts';
import { blobs } from './make-data.ts';

/** Run as a process of its own: trains the learner named on the command line and prints digests of what it made. */
const [kind = 'mlp'] = process.argv.slice(2);
const data = blobs({ rowCount: 300, columnCount: 12, classes: 3 });
const learner = learnerSpec.parse(kind === 'mlp' ? { kind, hidden: [32, 16], maxEpochs: 8 } : { kind });
const model = unwrapAnswer(await work({ task: { learner, key: kind, data, seed: 11 } }));
const loaded = Object.keys(createRequire(import.meta.url).cache);
const answer = {
  files: model.files.map(({ name, bytes }) => `${name} ${sha256(bytes)}`),
  test: sha256(new Uint8Array(model.testProbabilities.buffer)),
  history: model.history,
  hasTfjs: loaded.some((path) => path.includes('@tensorflow')),
};
process.stdout.write(JSON.stringify(answer));
