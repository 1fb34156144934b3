import type { DataContract, RelationRules } from '../contract/data-contract.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import { learnRelations } from '../profile/data-contract/learn-relations.ts';
import type { Reference } from '../profile/data-contract/relation-rule.ts';
import { inferRelations } from '../profile/relations/infer-relations.ts';
import type { Side } from '../profile/relations/side.ts';
import { getRelationGraph, saveRelationGraph } from '../store/relation-graphs.ts';
import { getVersion, listVersions } from '../store/versions.ts';
import { engineVersion } from '../version.ts';
import type { EngineContext } from './context.ts';
import { knownStatistics } from './known-statistics.ts';

/** Versions that stand for datasets by their names. */
export type GivenReferences = Readonly<Record<string, DatasetVersionId>>;

/** Datasets that a version's relations to are looked for in, besides those that were given: the last ones loaded. */
const mostOthers = 19;

/**
 * The versions that a contract's relations refer to, by name: the one that was given, of the version's own dataset
 * itself, else the latest one under the name. Names without a version are left out.
 */
export function referencedVersions(
  context: EngineContext,
  options: { contract: DataContract; version: DatasetVersionId; given?: GivenReferences },
): Map<string, DatasetVersionId> {
  const { contract, version, given = {} } = options;
  const found = new Map<string, DatasetVersionId>();
  const names = new Set((contract.relations ?? []).map(({ dataset }) => dataset));
  if (names.size === 0) return found;
  const latest = latestVersions(context);
  const own = getVersion(context.project, version).name;
  for (const name of names) {
    const chosen = Object.hasOwn(given, name) ? given[name] : name === own ? version : latest.get(name);
    if (chosen) found.set(name, chosen);
  }
  return found;
}

/** These versions as a check reads them. Throws VERSION_UNKNOWN. */
export function openReferences(
  context: EngineContext,
  versions: ReadonlyMap<string, DatasetVersionId>,
): Map<string, Reference> {
  return new Map(
    [...versions].map(([dataset, version]) => {
      const { name, number } = getVersion(context.project, version);
      return [dataset, { table: context.table(version), name: `${name} v${number}` }];
    }),
  );
}

/**
 * The relations of a version to the latest versions of the project's other datasets, and to those given, as rules.
 * They are inferred when they are not known yet.
 */
export async function relationsOf(
  context: EngineContext,
  options: { version: DatasetVersionId; given?: GivenReferences; signal?: AbortSignal },
): Promise<RelationRules[]> {
  const { version, given = {}, signal } = options;
  const { project } = context;
  const own = getVersion(project, version).name;
  const others = new Map([...latestVersions(context)].filter(([name]) => name !== own).slice(0, mostOthers));
  for (const [name, id] of Object.entries(given)) others.set(name, getVersion(project, id).id);
  const named = new Map([...others].filter(([, id]) => id !== version).map(([name, id]) => [id, name]));
  if (named.size === 0) return [];
  const versions = [...new Set([version, ...named.keys()])].sort();
  const known = getRelationGraph(project, { versions, engineVersion });
  const graph =
    known ??
    (await inferRelations({
      sql: await context.sql(),
      sides: await sidesOf(context, versions, signal),
      signal,
    }));
  if (!known) saveRelationGraph(project, { graph, engineVersion });
  return learnRelations({ graph, version, nameOf: (id) => named.get(id) ?? getVersion(project, id).name });
}

/** By name the version that was loaded last. */
function latestVersions({ project }: EngineContext): Map<string, DatasetVersionId> {
  const latest = new Map<string, DatasetVersionId>();
  for (const { name, id } of listVersions(project)) if (!latest.has(name)) latest.set(name, id);
  return latest;
}

async function sidesOf(
  context: EngineContext,
  versions: readonly DatasetVersionId[],
  signal: AbortSignal | undefined,
): Promise<Side[]> {
  const sides: Side[] = [];
  for (const version of versions) {
    const { name, number } = getVersion(context.project, version);
    const statistics = await knownStatistics(context, { version, signal });
    sides.push({ table: context.table(version), name, number, statistics });
  }
  return sides;
}
