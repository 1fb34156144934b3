import type { DatasetVersionId } from '../../contract/ids.ts';
import type { JoinSpec } from '../../contract/relation.ts';
import { inferRelations } from '../../profile/relations/infer-relations.ts';
import { type JoinPlan, planJoin } from '../../profile/relations/join-plan.ts';
import { previewJoin } from '../../profile/relations/preview-join.ts';
import type { Side } from '../../profile/relations/side.ts';
import { writeJoin } from '../../profile/relations/write-join.ts';
import { getRelationGraph, saveRelationGraph } from '../../store/relation-graphs.ts';
import { getVersionOrigin, saveJoinOrigin } from '../../store/version-origins.ts';
import { getVersion, insertVersion, versionPath } from '../../store/versions.ts';
import { engineVersion } from '../../version.ts';
import type { EngineContext } from '../context.ts';
import type { JobContext } from '../jobs.ts';
import { knownStatistics } from '../known-statistics.ts';
import { base } from './base.ts';

export const relationRoutes = {
  get: base.relation.get.handler(({ context, input }) =>
    getRelationGraph(context.project, { ...input, engineVersion }),
  ),
  infer: base.relation.infer.handler(({ context, input }) => {
    const { project, jobs } = context;
    const versions = [...new Set(input.versions)].sort();
    const names = versions.map((version) => getVersion(project, version).name);
    const title = `Relate ${names.length > 3 ? `${names.length} datasets` : names.join(', ')}`;
    const job = jobs.start({ kind: 'relate', title }, async (work) => {
      if (!getRelationGraph(project, { versions, engineVersion })) await relate(context, versions, work);
      return { kind: 'relations', versions };
    });
    return { job };
  }),
  previewJoin: base.relation.previewJoin.handler(async ({ context, input, signal }) =>
    previewJoin({
      sql: await context.sql(),
      plan: plan(context, input),
      target: input.target,
      signal,
    }),
  ),
  join: base.relation.join.handler(({ context, input }) => {
    const { name, ...spec } = input;
    const { left, right } = plan(context, spec);
    const title = `Join ${left.name} and ${right.name}`;
    const job = context.jobs.start({ kind: 'join', title }, async (work) => {
      const version = await join(context, { spec, name: name ?? `${left.name}_${right.name}` }, work);
      return { kind: 'version', version };
    });
    return { job };
  }),
  origin: base.relation.origin.handler(({ context, input }) => {
    getVersion(context.project, input.version);
    return getVersionOrigin(context.project, input.version);
  }),
};

async function relate(
  context: EngineContext,
  versions: readonly DatasetVersionId[],
  { signal, report }: JobContext,
): Promise<void> {
  const { project } = context;
  const sides: Side[] = [];
  for (const version of versions) {
    const { name, number } = getVersion(project, version);
    report({ kind: 'progress', message: `Reading ${name}`, done: 0, total: 100 });
    const statistics = await knownStatistics(context, { version, signal });
    sides.push({ table: context.table(version), name, number, statistics });
  }
  const graph = await inferRelations({ sql: await context.sql(), sides, signal, onEvent: report });
  saveRelationGraph(project, { graph, engineVersion });
}

/** Throws VERSION_UNKNOWN and what planJoin() throws. */
function plan(context: EngineContext, spec: JoinSpec): JoinPlan {
  const side = (version: DatasetVersionId) => ({
    table: context.table(version),
    name: getVersion(context.project, version).name,
  });
  return planJoin({ left: side(spec.left), right: side(spec.right), spec });
}

async function join(
  context: EngineContext,
  { spec, name }: { spec: JoinSpec; name: string },
  { signal, report }: JobContext,
): Promise<DatasetVersionId> {
  const { project, now, openSql } = context;
  const startedAt = now();
  const planned = plan(context, spec);
  const { id, columns, rowCount, bytes } = await writeJoin({
    plan: planned,
    openSql,
    sourcePaths: [spec.left, spec.right].map((version) => versionPath(project, version)),
    targetDirectory: project.folders.data,
    temporaryDirectory: project.folders.tmp,
    onEvent: report,
    signal,
  });
  const { version, isNew } = insertVersion(project, {
    id,
    name,
    sourcePath: `${planned.left.name} joined with ${planned.right.name}`,
    sourceBytes: bytes,
    format: 'parquet',
    options: {},
    rowCount,
    columns,
    loadedAt: startedAt.toISOString(),
    elapsedMs: now().getTime() - startedAt.getTime(),
  });
  if (isNew) saveJoinOrigin(project, { version: version.id, join: spec });
  return version.id;
}
