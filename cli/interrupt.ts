import { exitCode } from './verb.ts';

const patienceMs = 1500;

/**
 * Runs work that Ctrl-C (or SIGTERM, SIGHUP) asks to stop through its signal. A second Ctrl-C a moment later ends
 * the process at once; what the engine writes is safe against that. Signals that come twice for one key press,
 * as they do behind npm, count once.
 */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort();
    } else if (performance.now() - firstAt > patienceMs) process.exit(exitCode.interrupted);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, onSignal);
  }
}
