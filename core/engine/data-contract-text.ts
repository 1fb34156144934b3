import { readFile, stat } from 'node:fs/promises';
import { stringify } from 'yaml';
import { type DataContract, dataContract } from '../contract/data-contract.ts';
import { CoreError } from '../errors.ts';
import { parseYaml } from './parse-yaml.ts';

/** Reads a `*.contract.yaml` file. Throws FILE_MISSING or SPEC_INVALID, which names the line, the key and what was expected. */
export async function readDataContract(path: string): Promise<DataContract> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) {
    throw new CoreError('FILE_MISSING', `There is no contract file at ${path}; check the path.`, {
      details: { path },
    });
  }
  return parseDataContract(await readFile(path, 'utf8'), path);
}

/** The contract in this YAML text. `source` names it in errors. */
export function parseDataContract(text: string, source: string): DataContract {
  return parseYaml(text, { source, schema: dataContract });
}

/** A learned contract as the text of a file, with the rule that its limits follow. */
export function formatDataContract(contract: DataContract, { learnedFrom }: { learnedFrom: string }): string {
  const columns = contract.columns.map(({ required, ...rules }) =>
    required ? rules : { ...rules, required },
  );
  const body = stringify({ ...contract, columns }, { lineWidth: 100 });
  return `${preface.replace('{}', learnedFrom.replace(/\s+/g, ' '))}${body}`;
}

const preface = `# Learned from {}. Limits are wider than what was seen: ranges of numbers by a tenth of
# their span at each end, shares of missing cells by half and one hundredth, lengths from half to twice,
# last days by the span and at least a year, rows from half to twice, rows without a match as missing
# cells. A rule that is deleted is not checked; docs/data-contracts.md explains each.
`;
