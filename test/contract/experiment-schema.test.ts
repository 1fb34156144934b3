import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { experimentSchema } from '../../cli/schema.ts';

test('docs/experiment.schema.json is what "assay schema" prints', () => {
  const written = readFileSync(new URL('../../docs/experiment.schema.json', import.meta.url), 'utf8');
  expect(written).toBe(`${JSON.stringify(experimentSchema(), null, 2)}\n`);
});

test('the schema asks only for what has no default, and refuses unknown keys', () => {
  const schema = experimentSchema();
  expect(new Set(schema.required)).toEqual(new Set(['assay', 'name', 'data', 'target']));
  expect(schema.additionalProperties).toBe(false);
});
