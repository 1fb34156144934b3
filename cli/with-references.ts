import type { DatasetVersionId } from '../core/contract/ids.ts';
import { withoutTrace } from './load-dataset.ts';
import type { NamedFile } from './named-files.ts';
import type { Session } from './with-engine.ts';

/** Loads files that others refer to, and works with their versions by name. They leave no trace in the project. */
export async function withReferences<Result>(
  session: Session,
  [first, ...rest]: readonly NamedFile[],
  work: (references: Record<string, DatasetVersionId>) => Promise<Result>,
): Promise<Result> {
  if (!first) return work({});
  return withoutTrace(session, first, ({ id }) =>
    withReferences(session, rest, (others) => work({ ...others, [first.name]: id })),
  );
}
