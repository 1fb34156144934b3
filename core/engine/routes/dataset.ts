import type { ReadOptions } from '../../contract/dataset.ts';
import type { JobId } from '../../contract/ids.ts';
import { readBadRows } from '../../load/bad-rows.ts';
import { inspectFile } from '../../load/inspect-file.ts';
import { loadFile } from '../../load/load-file.ts';
import { readCell, readRows } from '../../load/read-rows.ts';
import { sampleDatasets, samplePath } from '../../load/samples.ts';
import { badRowsPath, getVersion, insertVersion, listVersions, removeVersion } from '../../store/versions.ts';
import { checkAfterLoad } from '../check-contract.ts';
import type { EngineContext } from '../context.ts';
import { stageInThread } from '../stage-in-thread.ts';
import { base } from './base.ts';

export const datasetRoutes = {
  list: base.dataset.list.handler(({ context }) => listVersions(context.project)),
  samples: base.dataset.samples.handler(() => [...sampleDatasets]),
  inspect: base.dataset.inspect.handler(({ context, input, signal }) =>
    inspectFile({
      ...input,
      openSql: context.openSql,
      temporaryDirectory: context.project.folders.tmp,
      stage: stageInThread(context),
      signal,
    }),
  ),
  load: base.dataset.load.handler(({ context, input }) => ({ job: startLoad(context, input) })),
  loadSample: base.dataset.loadSample.handler(({ context, input }) => ({
    job: startLoad(context, { path: samplePath(input.file), options: {} }),
  })),
  get: base.dataset.get.handler(({ context, input }) => getVersion(context.project, input.version)),
  rows: base.dataset.rows.handler(async ({ context, input, signal }) =>
    readRows({
      sql: await context.sql(),
      table: context.table(input.version),
      request: input,
      keepOrder: (choice, work, stop) =>
        context.rowOrders.get(JSON.stringify([input.version, choice.filter, choice.sort]), work, stop),
      signal,
    }),
  ),
  cell: base.dataset.cell.handler(async ({ context, input, signal }) => ({
    value: await readCell({
      sql: await context.sql(),
      table: context.table(input.version),
      row: input.row,
      column: input.column,
      signal,
    }),
  })),
  badRows: base.dataset.badRows.handler(({ context, input }) => {
    const { version, ...page } = input;
    const { badRowCount: total = 0 } = getVersion(context.project, version);
    return readBadRows({ path: badRowsPath(context.project, version), total, ...page });
  }),
  remove: base.dataset.remove.handler(({ context, input }) => {
    removeVersion(context.project, input.version);
    return {};
  }),
};

function startLoad(
  context: EngineContext,
  input: { path: string; name?: string; options: ReadOptions },
): JobId {
  const { project, jobs, now, openSql } = context;
  const fileName = input.path.split(/[/\\]/).at(-1) ?? input.path;
  return jobs.start({ kind: 'load', title: `Load ${fileName}` }, async ({ signal, report }) => {
    const startedAt = now();
    const loaded = await loadFile({
      ...input,
      targetDirectory: project.folders.data,
      temporaryDirectory: project.folders.tmp,
      openSql,
      stage: stageInThread(context),
      threads: context.pool(),
      onProgress: report,
      signal,
    });
    const { id, name, sourcePath, sourceBytes, format, options, rowCount, columns, badRows } = loaded;
    const { version } = insertVersion(project, {
      id,
      name,
      sourcePath,
      sourceBytes,
      format,
      options,
      rowCount,
      columns,
      ...(badRows ? { badRowCount: badRows.count } : {}),
      loadedAt: startedAt.toISOString(),
      elapsedMs: now().getTime() - startedAt.getTime(),
    });
    checkAfterLoad(context, version.id);
    return { kind: 'version', version: version.id };
  });
}
