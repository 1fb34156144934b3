import { expect, test } from 'vitest';
import { parseExperiment } from '../../core/engine/read-experiment.ts';
import { CoreError } from '../../core/errors.ts';

const start = 'assay: 1\nname: x\ndata:\n  path: a.csv\ntarget:\n  column: y\n';

test.each([
  ['tagret: 1\n', 7, ['unknown key "tagret"', '"target"']],
  ['recipe:\n  impute:\n    nubmer: mean\n', 9, ['"recipe.impute.nubmer"', '"number"']],
  ['learners:\n  - kind: prior\n  - kind: mlp\n    hiden: [3]\n', 10, ['hiden"', '"hidden"']],
  ['learners:\n  - kind: prior\n    hidden: [3]\n', 9, ['hidden"', 'known are kind, name']],
  ['learners:\n  - kind: mpl\n', 8, ["'mlp'"]],
  ['split:\n  train: 0.5\n', 7, ['must add up to 1']],
  ['seed: -1\n', 7, ['"seed"']],
  ['threshold:\n  objective: accuracy\n', 8, ['"threshold.objective"', '"mcc"']],
  ['name: again\n', 7, ['unique']],
])('%j is refused at line %i with what would be right', (text, line, parts) => {
  const error = failureOf(start + text);
  expect(error.code).toBe('SPEC_INVALID');
  expect(error.message.startsWith(`x.assay.yaml, line ${line}: `), error.message).toBe(true);
  for (const part of parts) expect(error.message).toContain(part);
});

test.each(['', 'text', '[1]', 'assay: 2\n'])('%j is no experiment', (text) => {
  expect(failureOf(text).code).toBe('SPEC_INVALID');
});

function failureOf(text: string): CoreError {
  try {
    parseExperiment(text, 'x.assay.yaml');
  } catch (error) {
    if (error instanceof CoreError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}
