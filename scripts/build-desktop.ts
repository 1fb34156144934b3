import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { isStale } from './is-stale.ts';
import { root } from './run-command.ts';

/**
 * Compiles the desktop app's own code: out/electron holds main and preload, each one file (a sandboxed preload
 * is CommonJS and can load no other), out/engine the engine's process with every file in its place, so that what
 * finds a neighbour by its path finds it here too. Libraries stay in node_modules.
 */
export async function buildDesktop(outDirectory: string = join(root, 'out')): Promise<void> {
  const shell = join(outDirectory, 'electron');
  const engine = join(outDirectory, 'engine');
  for (const folder of [shell, engine]) rmSync(folder, { recursive: true, force: true });
  await build(
    configure(shell, {
      input: { main: join(root, 'electron/main.ts') },
      output: { format: 'es', entryFileNames: '[name].mjs', codeSplitting: false },
    }),
  );
  await build(
    configure(engine, {
      input: [join(root, 'electron/engine-process.ts'), join(root, 'core/engine/worker.ts')],
      output: {
        format: 'es',
        entryFileNames: '[name].mjs',
        preserveModules: true,
        preserveModulesRoot: root,
      },
    }),
  );
  await build(
    configure(shell, {
      input: { preload: join(root, 'electron/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    }),
  );
  cpSync(join(root, 'sample-data'), join(engine, 'sample-data'), {
    recursive: true,
    filter: (source) => source.endsWith('sample-data') || source.endsWith('.csv'),
  });
}

/** Builds into out/ unless what is there is newer than the sources. */
export async function prepareDesktop(): Promise<void> {
  const sources = ['electron', 'core', 'sample-data', 'package-lock.json'].map((name) => join(root, name));
  if (isStale(join(root, 'out/electron/preload.cjs'), sources)) await buildDesktop();
}

type Bundle = NonNullable<NonNullable<InlineConfig['build']>['rolldownOptions']>;

function configure(outDirectory: string, bundle: Bundle): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: outDirectory,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: { ...bundle, external: ['electron'] },
    },
  };
}

if (import.meta.main) await buildDesktop();
