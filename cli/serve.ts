import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { serveBrowser } from '../core/engine/index.ts';
import { parseArguments } from './arguments.ts';
import { JobFailure } from './job-failure.ts';
import { openBrowser } from './open-browser.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { exitCode, type Verb } from './verb.ts';
import { withEngine } from './with-engine.ts';

const help = `Usage: assay serve [--port N] [--no-open] [--project DIR]

Opens the app in the browser. Listens on 127.0.0.1 only; the printed link holds
a token that opens one session. Ctrl-C ends it.

  --port N         the port to listen on (default: any free one)
  --no-open        print the link, open no browser
  --project DIR    the project folder (default: the nearest one upward,
                   else ./assay-project)`;

const rendererDirectory = fileURLToPath(new URL('../out/renderer', import.meta.url));

export const serveVerb: Verb = { help, run: runServe };

async function runServe(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArguments(args, {
    verb: 'serve',
    options: { port: { type: 'string' }, open: { type: 'boolean', default: true } },
    positionals: [],
  });
  const port = values.port === undefined ? 0 : portNumber(values.port);
  if (!existsSync(join(rendererDirectory, 'index.html'))) {
    throw new JobFailure(
      'FILE_MISSING',
      'The app is not built yet. Run npm run build:renderer, then try again.',
    );
  }
  return withEngine({ project: values.project, terminal, host: 'browser' }, async ({ engine, signal }) => {
    const host = await listen({ engine, rendererDirectory, port });
    try {
      terminal.out(host.url);
      terminal.err(`Project ${printable(engine.projectDirectory)}. Ctrl-C ends it.`);
      if (values.open && terminal.isOutTerminal) openBrowser(host.url);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    } finally {
      await host.close();
    }
    return exitCode.done;
  });
}

async function listen(options: Parameters<typeof serveBrowser>[0]) {
  const { serveBrowser } = await import('../core/engine/index.ts');
  try {
    return await serveBrowser(options);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const what = code === 'EADDRINUSE' ? 'is taken' : 'may not be used by this account';
    throw new JobFailure(
      'OPTION_INVALID',
      `Port ${options.port} ${what}; choose another with --port, or leave it out.`,
    );
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new UsageError(
    `"${text}" is no port; ports are whole numbers from 0 (any free one) to 65535.`,
    'serve',
  );
}
