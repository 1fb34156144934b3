import type { Engine } from '../core/engine/index.ts';
import type { ParentLink } from './parent-link.ts';

/**
 * Opens the engine and serves every port that the parent sends, until the parent asks for the end, which it may
 * do at any time. `exit` is called with 0 after a good end, with 1 when the project cannot be opened, which is
 * reported first.
 */
export async function serveEngine(options: {
  link: ParentLink;
  open: () => Engine | Promise<Engine>;
  exit: (code: number) => void;
}): Promise<void> {
  const { link, open, exit } = options;
  const closing = new Promise<void>((resolve) => link.onClose(resolve));
  let engine: Engine;
  try {
    engine = await open();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'INTERNAL';
    link.report({ kind: 'failed', code, message });
    exit(1);
    return;
  }
  link.onConnect((port) => engine.connect(port));
  link.report({ kind: 'ready' });
  await closing;
  await engine.close();
  exit(0);
}
