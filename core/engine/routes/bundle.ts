import { importBundle } from '../../bundle/import-bundle.ts';
import { verifyBundle } from '../../bundle/verify-bundle.ts';
import { listBundles } from '../../store/bundles.ts';
import { hasRun } from '../../store/runs.ts';
import type { EngineContext } from '../context.ts';
import { adoptBundle, bundleReaders, exportRun } from '../exchange-bundle.ts';
import type { JobContext } from '../jobs.ts';
import { gateOf } from '../personal-data.ts';
import { base } from './base.ts';

export const bundleRoutes = {
  list: base.bundle.list.handler(({ context }) => listBundles(context.project)),
  gate: base.bundle.gate.handler(({ context, input, signal }) => gateOf(context, { ...input, signal })),
  export: base.bundle.export.handler(({ context, input }) => {
    const job = context.jobs.start({ kind: 'export', title: 'Export a bundle' }, async (work) => ({
      kind: 'bundle',
      path: await exportRun(context, { ...input, ...work }),
    }));
    return { job };
  }),
  verify: base.bundle.verify.handler(({ context, input }) => {
    const title = `Verify ${fileName(input.path)}`;
    const job = context.jobs.start({ kind: 'verify', title }, async (work) => ({
      kind: 'report',
      report: await verifyBundle(readingOf(context, input.path, work)),
    }));
    return { job };
  }),
  import: base.bundle.import.handler(({ context, input }) => {
    const title = `Import ${fileName(input.path)}`;
    const job = context.jobs.start({ kind: 'import', title }, async (work) => {
      const { run, wasPresent } = await importBundle({
        ...readingOf(context, input.path, work),
        hasRun: async (id) => hasRun(context.project, id),
        adopt: (bundle) => adoptBundle(context, { bundle, path: input.path }),
      });
      return { kind: 'run', run, wasCached: wasPresent };
    });
    return { job };
  }),
};

function readingOf(context: EngineContext, path: string, { signal, report }: JobContext) {
  const temporaryDirectory = context.project.folders.tmp;
  return { path, temporaryDirectory, ...bundleReaders(context), signal, onProgress: report };
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
