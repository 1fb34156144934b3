import type { RuleResult } from '../../contract/data-contract.ts';
import { CoreError } from '../../errors.ts';
import { checkDataContract, checkPatterns } from '../../profile/data-contract/check.ts';
import { failingRows } from '../../profile/data-contract/failing-rows.ts';
import { learnDataContract } from '../../profile/data-contract/learn.ts';
import {
  getContractCheck,
  getDataContract,
  removeDataContract,
  saveDataContract,
} from '../../store/data-contracts.ts';
import { getVersion, listVersions } from '../../store/versions.ts';
import { checkKept, digestOf, keptContract } from '../check-contract.ts';
import { formatDataContract, parseDataContract } from '../data-contract-text.ts';
import { toRpcError } from '../error-map.ts';
import { knownStatistics } from '../known-statistics.ts';
import { openReferences, referencedVersions, relationsOf } from '../references.ts';
import { base } from './base.ts';

const typed = 'The contract';

export const dataContractRoutes = {
  get: base.dataContract.get.handler(({ context, input }) => getDataContract(context.project, input.dataset)),
  learn: base.dataContract.learn.handler(async ({ context, input, signal }) => {
    const { name, number } = getVersion(context.project, input.version);
    const learned = await learnDataContract({
      sql: await context.sql(),
      table: context.table(input.version),
      statistics: await knownStatistics(context, { version: input.version, signal }),
      name,
      signal,
    });
    const relations = await relationsOf(context, {
      version: input.version,
      given: input.references,
      signal,
    });
    return formatDataContract(relations.length > 0 ? { ...learned, relations } : learned, {
      learnedFrom: `${name} v${number}`,
    });
  }),
  save: base.dataContract.save.handler(async ({ context, input }) => {
    await checkPatterns(await context.sql(), parseDataContract(input.text, typed));
    const stored = { ...input, savedAt: context.now().toISOString() };
    saveDataContract(context.project, stored);
    return stored;
  }),
  remove: base.dataContract.remove.handler(({ context, input }) => {
    removeDataContract(context.project, input.dataset);
    return {};
  }),
  check: base.dataContract.check.handler(async ({ context, input, signal }) => {
    const { version, text, references: given } = input;
    if (text !== undefined) {
      const contract = parseDataContract(text, typed);
      return checkDataContract({
        sql: await context.sql(),
        table: context.table(version),
        contract,
        references: openReferences(context, referencedVersions(context, { contract, version, given })),
        signal,
      });
    }
    const check = await checkKept(context, { version, signal });
    if (check) return check;
    const { name } = getVersion(context.project, version);
    throw new CoreError('INPUT_INVALID', `There is no contract for ${name}; learn one, or write one.`);
  }),
  failingRows: base.dataContract.failingRows.handler(async function* ({ context, input, signal }) {
    const { version, text, references: given } = input;
    try {
      const contract = parseDataContract(text, typed);
      yield* failingRows({
        sql: await context.sql(),
        table: context.table(version),
        contract,
        references: openReferences(context, referencedVersions(context, { contract, version, given })),
        signal,
      });
    } catch (thrown) {
      throw toRpcError(thrown);
    }
  }),
  standings: base.dataContract.standings.handler(({ context, input }) => {
    const { project } = context;
    const contract = keptContract(context, input.dataset);
    if (!contract) return [];
    return listVersions(project)
      .filter(({ name }) => name === input.dataset)
      .flatMap(({ id: version }) => {
        const references = referencedVersions(context, { contract, version });
        const check = getContractCheck(project, { version, digest: digestOf(contract, references) });
        if (!check) return [];
        const count = (wanted: RuleResult['status']) =>
          check.rules.filter(({ status }) => status === wanted).length;
        const { holds, headline } = check;
        return [{ version, holds, failed: count('fail'), notChecked: count('not checked'), headline }];
      });
  }),
};
