import type { DatasetVersionId } from '../../contract/ids.ts';
import { diffVersions } from '../../profile/diff/diff-versions.ts';
import { getVersionNotes, saveVersionNotes } from '../../store/version-notes.ts';
import { getVersion } from '../../store/versions.ts';
import type { EngineContext } from '../context.ts';
import { knownStatistics } from '../known-statistics.ts';
import { base } from './base.ts';

export const versionRoutes = {
  diff: base.version.diff.handler(async ({ context, input, signal }) => {
    const before = await sideOf(context, { version: input.before, signal });
    const after = await sideOf(context, { version: input.after, signal });
    return diffVersions({ sql: await context.sql(), before, after, key: input.key, signal });
  }),
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

async function sideOf(
  context: EngineContext,
  options: { version: DatasetVersionId; signal: AbortSignal | undefined },
) {
  const table = context.table(options.version);
  return { table, statistics: await knownStatistics(context, options) };
}
