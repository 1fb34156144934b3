/** Every expected failure of the engine. The name says what is wrong; the message says to what, and what to do. */
export type CoreErrorCode =
  | 'FILE_MISSING'
  | 'FILE_NOT_A_FILE'
  | 'FILE_UNREADABLE'
  | 'FILE_BINARY'
  | 'FORMAT_UNKNOWN'
  | 'CSV_EMPTY'
  | 'CSV_HEADER_ONLY'
  | 'CSV_MALFORMED'
  | 'CSV_TYPE_MISMATCH'
  | 'PARQUET_MALFORMED'
  | 'JSON_MALFORMED'
  | 'ARFF_MALFORMED'
  | 'EXCEL_MALFORMED'
  | 'SQLITE_MALFORMED'
  | 'ARCHIVE_MALFORMED'
  | 'FOLDER_MISMATCH'
  | 'TABLE_EMPTY'
  | 'TABLE_UNKNOWN'
  | 'LIMIT_EXCEEDED'
  | 'OPTION_INVALID'
  | 'COLUMN_UNKNOWN'
  | 'TARGET_MISSING'
  | 'TARGET_ONE_CLASS'
  | 'TARGET_TOO_MANY_CLASSES'
  | 'TARGET_POSITIVE_UNKNOWN'
  | 'SPLIT_TOO_SMALL'
  | 'FEATURES_NONE'
  | 'SPEC_INVALID'
  | 'VERSION_UNKNOWN'
  | 'RUN_UNKNOWN'
  | 'JOB_UNKNOWN'
  | 'SAMPLE_UNKNOWN'
  | 'LEARNER_UNKNOWN'
  | 'TRAINING_DIVERGED'
  | 'BUNDLE_MALFORMED'
  | 'BUNDLE_CORRUPT'
  | 'RUNS_NOT_COMPARABLE'
  | 'PERSONAL_DATA'
  | 'PROJECT_INVALID'
  | 'PROJECT_LOCKED'
  | 'DISK_FULL'
  | 'OUT_OF_MEMORY'
  | 'CANCELLED'
  | 'ENGINE_DOWN'
  | 'INPUT_INVALID'
  | 'INTERNAL';

/** Values that an error's message mentions, for programs that want to act on them. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * An expected failure. `message` is one sentence for a person, naming the value and the next step.
 * Anything else that is thrown is a bug.
 */
export class CoreError extends Error {
  readonly code: CoreErrorCode;
  readonly details: ErrorDetails;

  constructor(
    code: CoreErrorCode,
    message: string,
    options: { details?: ErrorDetails; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CoreError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** Throws CANCELLED when the signal has been aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CoreError('CANCELLED', 'Stopped on request.');
}

/** A bug, not a failure: what must hold does not. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Makes a switch over a union complete at compile time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
