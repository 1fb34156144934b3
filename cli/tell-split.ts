import type { ExperimentSpec } from '../core/contract/experiment.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import type { Session } from './with-engine.ts';

/** Warns of what is wrong with the split of an experiment: the errors that its checks find, one line each. */
export async function tellSplit(session: Session, spec: ExperimentSpec, terminal: Terminal): Promise<void> {
  const { data, target, split, recipe, seed, thresholds } = spec;
  const { client } = session;
  const request = {
    version: data.version,
    target,
    split,
    recipe,
    seed,
    ...(thresholds ? { thresholds } : {}),
  };
  await session.follow(client.split.check(request));
  const checks = await client.split.getChecks(request);
  for (const { severity, detector, title } of checks?.issues ?? []) {
    if (severity !== 'error') continue;
    terminal.err(terminal.paintErr('yellow', `Warning: ${printable(title)} (${detector}).`));
  }
}
