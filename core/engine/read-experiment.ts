import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { stringify } from 'yaml';
import { type ExperimentFile, type ExperimentSpec, experimentFile } from '../contract/experiment.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import { CoreError } from '../errors.ts';
import { parseYaml } from './parse-yaml.ts';

/**
 * Reads an `*.assay.yaml` file; the data path comes back absolute. Throws FILE_MISSING or SPEC_INVALID, which names
 * the line, the key and what was expected.
 */
export async function readExperiment(path: string): Promise<ExperimentFile> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) {
    throw new CoreError('FILE_MISSING', `There is no experiment file at ${path}; check the path.`, {
      details: { path },
    });
  }
  const file = parseExperiment(await readFile(path, 'utf8'), path);
  return { ...file, data: { ...file.data, path: resolve(dirname(path), file.data.path) } };
}

/** The experiment in this YAML text. `source` names it in errors. */
export function parseExperiment(text: string, source: string): ExperimentFile {
  return parseYaml(text, { source, schema: experimentFile });
}

/** The experiment bound to the dataset version that its data file was loaded as. */
export function bindExperiment(file: ExperimentFile, version: DatasetVersionId): ExperimentSpec {
  return { ...file, data: { version } };
}

/** The experiment as the text of a file whose data lies at `dataPath`. */
export function formatExperiment(spec: ExperimentSpec, dataPath: string): string {
  const { data: _, assay, name, ...rest } = spec;
  return stringify({ assay, name, data: { path: dataPath }, ...rest }, { lineWidth: 100 });
}
