import { CoreError } from '../errors.ts';

/**
 * What DuckDB threw, as an expected failure where it is one: OUT_OF_MEMORY, DISK_FULL, or CANCELLED when the
 * signal has been aborted. Anything else comes back as it was.
 */
export function toDuckFailure(thrown: unknown, signal?: AbortSignal): unknown {
  if (thrown instanceof CoreError) return thrown;
  if (signal?.aborted) return new CoreError('CANCELLED', 'Stopped on request.', { cause: thrown });
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (/No space left on device|max_temp_directory_size/i.test(message)) {
    return new CoreError('DISK_FULL', 'The disk is full; free some space and try again.', { cause: thrown });
  }
  if (/^Out of Memory Error/i.test(message)) {
    const limit = /\/([\d.]+ [KMGT]iB)/.exec(message)?.[1];
    return new CoreError(
      'OUT_OF_MEMORY',
      `The query needs more than its memory limit${limit ? ` of ${limit}` : ''}; raise the limit in Settings or close other programs.`,
      { cause: thrown },
    );
  }
  return thrown;
}
