import { ORPCError } from '@orpc/client';

/** What a person is told of a failure: a stable code and one sentence. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** Whatever was thrown, in words. Failures of the engine keep their code and message. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof ORPCError) return { code: String(thrown.code), message: thrown.message };
  if (thrown instanceof Error) return { code: 'INTERNAL', message: thrown.message };
  return { code: 'INTERNAL', message: String(thrown) };
}
