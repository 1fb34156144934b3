import type { DatasetVersionId } from '../../contract/ids.ts';
import { type VersionDiff, type VersionDiffRequest, versionDiff } from '../../contract/version.ts';
import { diffVersions } from '../../profile/diff/diff-versions.ts';
import { getResult, saveResult } from '../../store/results.ts';
import { getVersionNotes, saveVersionNotes } from '../../store/version-notes.ts';
import { getVersion } from '../../store/versions.ts';
import { engineVersion } from '../../version.ts';
import type { EngineContext } from '../context.ts';
import type { JobContext } from '../jobs.ts';
import { knownStatistics } from '../known-statistics.ts';
import { base } from './base.ts';

export const versionRoutes = {
  diff: base.version.diff.handler(({ context, input }) => {
    const { before, after } = input;
    const title = `Compare ${nameOf(context, before)} with ${nameOf(context, after)}`;
    const key = JSON.stringify(['diff', input]);
    const job = context.jobs.start({ kind: 'diff', title, key }, async (work) => {
      if (!knownDiff(context, input)) {
        const result = await compare(context, input, work);
        saveResult(context.project, { kind: 'diff', question: input, engineVersion, result });
      }
      return { kind: 'diff', ...input };
    });
    return { job };
  }),
  getDiff: base.version.getDiff.handler(({ context, input }) => knownDiff(context, input)),
  notes: base.version.notes.handler(({ context, input }) => {
    getVersion(context.project, input.version);
    return getVersionNotes(context.project, input.version);
  }),
  saveNotes: base.version.saveNotes.handler(({ context, input }) => {
    getVersion(context.project, input.version);
    saveVersionNotes(context.project, input);
    return input.notes;
  }),
};

function knownDiff({ project }: EngineContext, question: VersionDiffRequest): VersionDiff | null {
  return getResult(project, { kind: 'diff', question, engineVersion, schema: versionDiff });
}

/** Percent of a comparison that reading the columns of one version is. */
const readShare = 20;

async function compare(
  context: EngineContext,
  input: VersionDiffRequest,
  { signal, report }: JobContext,
): Promise<VersionDiff> {
  const read = async (version: DatasetVersionId, done: number) => {
    const message = `Reading the columns of ${nameOf(context, version)}`;
    report({ kind: 'progress', message, done, total: 100 });
    const statistics = await knownStatistics(context, { version, signal });
    return { table: context.table(version), statistics };
  };
  const before = await read(input.before, 0);
  const after = await read(input.after, readShare);
  const rest = 1 - (2 * readShare) / 100;
  return diffVersions({
    sql: await context.sql(),
    before,
    after,
    key: input.key,
    onEvent: (event) => report({ ...event, done: 2 * readShare + rest * event.done }),
    signal,
  });
}

/** `bank v2`. Throws VERSION_UNKNOWN. */
function nameOf({ project }: EngineContext, version: DatasetVersionId): string {
  const { name, number } = getVersion(project, version);
  return `${name} v${number}`;
}
