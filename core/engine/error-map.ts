import { ORPCError, ValidationError } from '@orpc/server';
import { CoreError } from '../errors.ts';

/** Whatever was thrown, as an expected failure; what nobody expected becomes INTERNAL with its cause. */
export function toCoreError(thrown: unknown): CoreError {
  if (thrown instanceof CoreError) return thrown;
  if (thrown instanceof Error && (thrown.name === 'AbortError' || thrown.name === 'TimeoutError')) {
    return new CoreError('CANCELLED', 'Stopped on request.', { cause: thrown });
  }
  if (isDiskFull(thrown)) {
    return new CoreError(
      'DISK_FULL',
      'The disk is full. Free some space, then try again; nothing was lost.',
      {
        cause: thrown,
      },
    );
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new CoreError('INTERNAL', `Assay failed where it should not: ${message}`, { cause: thrown });
}

/**
 * What the client receives: the code, the message in words and the details. Input that does not fit the
 * contract becomes INPUT_INVALID and names the first field that is wrong.
 */
export function toRpcError(thrown: unknown): ORPCError<string, unknown> {
  if (thrown instanceof ORPCError) {
    return thrown.cause instanceof ValidationError ? invalidInput(thrown, thrown.cause) : thrown;
  }
  const error = toCoreError(thrown);
  return new ORPCError(error.code, {
    status: error.code === 'INTERNAL' ? 500 : 400,
    message: error.message,
    data: { details: error.details },
    cause: error,
  });
}

function invalidInput(
  original: ORPCError<string, unknown>,
  cause: ValidationError,
): ORPCError<string, unknown> {
  const first = cause.issues[0];
  const path = (first?.path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.');
  if (original.code !== 'BAD_REQUEST') {
    const message = `Assay failed where it should not: the answer breaks the contract at ${path || 'its root'}: ${first?.message}`;
    return new ORPCError('INTERNAL', { status: 500, message, cause });
  }
  return new ORPCError('INPUT_INVALID', {
    status: 400,
    message: `${path || 'The input'}: ${first?.message ?? 'is not valid'}.`,
    data: { details: { path } },
    cause,
  });
}

function isDiskFull(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return (
    ('code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'SQLITE_FULL')) ||
    /No space left/i.test(thrown.message)
  );
}
