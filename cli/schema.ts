import { z } from 'zod';
import { experimentFile } from '../core/contract/experiment.ts';
import { parseArguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';
import { exitCode, type Verb } from './verb.ts';

const help = `Usage: assay schema

Prints the JSON Schema of experiment files (*.assay.yaml), for editors that
complete and check YAML. docs/experiment.schema.json is this very text.`;

export const schemaVerb: Verb = { help, run: runSchema };

async function runSchema(args: readonly string[], terminal: Terminal): Promise<number> {
  parseArguments(args, { verb: 'schema', options: {}, positionals: [] });
  terminal.json(experimentSchema());
  return exitCode.done;
}

/** The JSON Schema (draft 2020-12) of an experiment file as a person writes it: what has a default is optional. */
export function experimentSchema() {
  return {
    ...z.toJSONSchema(experimentFile, { io: 'input' }),
    title: 'Assay experiment',
    description: 'An experiment on tabular data, run by "assay run" or the app.',
  };
}
