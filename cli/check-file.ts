import { resolve } from 'node:path';
import type { ContractCheck, DataContract } from '../core/contract/data-contract.ts';
import type { BadRowsPage, DatasetVersion, ReadOptions } from '../core/contract/dataset.ts';
import { failingRowsCsv } from './failing-rows-csv.ts';
import { JobFailure } from './job-failure.ts';
import { withoutTrace } from './load-dataset.ts';
import type { NamedFile } from './named-files.ts';
import { exitCode } from './verb.ts';
import type { Session } from './with-engine.ts';
import { withReferences } from './with-references.ts';
import { writeText } from './write-text.ts';

/** What `assay check` is asked to do. */
export interface CheckRequest {
  readonly file: string;
  readonly contract: DataContract;
  readonly options: ReadOptions;
  readonly named: readonly NamedFile[];
  /** The file that gets every failing row; undefined for none. */
  readonly rows: string | undefined;
}

/** What a check of a file found. */
export interface FileCheck {
  readonly version: DatasetVersion;
  readonly check: ContractCheck;
  /** How many rows of the file could not be read, and the first of them. */
  readonly unreadable: BadRowsPage;
  /** Datasets that the contract refers to and that nobody gave. */
  readonly absent: readonly string[];
}

/** Unreadable rows that are shown; a file of failing rows has them all. */
const shownUnreadable = 20;

/**
 * Loads the file, and those that it refers to, checks it, and takes out again what was not there before. Throws
 * JobFailure with its own exit code when a file cannot be loaded.
 */
export async function checkFile(session: Session, request: CheckRequest): Promise<FileCheck> {
  const { contract, named } = request;
  const { client } = session;
  const text = JSON.stringify(contract);
  return loaded(session, request, ({ version, hasUnreadable }, isLoaded) =>
    withReferences(session, named, async (references) => {
      isLoaded();
      const asked = { version: version.id, text, references };
      const check = await client.dataContract.check(asked);
      const unreadable = hasUnreadable
        ? await client.dataset.badRows({ version: version.id, limit: shownUnreadable })
        : { offset: 0, total: 0, rows: [] };
      if (request.rows !== undefined) {
        await writeText(request.rows, failingRowsCsv(client, { ...asked, hasUnreadable }));
      }
      const known = new Set((await client.dataset.list({})).map(({ name }) => name));
      const wanted = new Set((contract.relations ?? []).map(({ dataset }) => dataset));
      const absent = [...wanted].filter((name) => !Object.hasOwn(references, name) && !known.has(name));
      return { version, check, unreadable, absent };
    }),
  );
}

interface LoadedFile {
  readonly version: DatasetVersion;
  /** Whether rows of this file could not be read: what the version knows may be of another file with its content. */
  readonly hasUnreadable: boolean;
}

/**
 * Works with the file as a version. It is loaded whole; where that fails, and `--bad-rows stop` does not ask for the
 * end, it is loaded again with the rows that cannot be read set aside. Until `isLoaded` is called a failure is one of
 * loading.
 */
async function loaded<Result>(
  session: Session,
  { file, contract, options: given }: CheckRequest,
  work: (file: LoadedFile, isLoaded: () => void) => Promise<Result>,
): Promise<Result> {
  let isLoaded = false;
  const attempt = (options: ReadOptions) =>
    withoutTrace(session, { path: file, options }, (version) =>
      work(
        { version, hasUnreadable: options.badRows === 'set-aside' && version.badRowCount !== undefined },
        () => {
          isLoaded = true;
        },
      ),
    );
  try {
    const options = await withTexts(session, { file, contract, options: given });
    try {
      return await attempt({ ...options, badRows: 'stop' });
    } catch (error) {
      if (isLoaded || given.badRows === 'stop' || codeOf(error) === 'CANCELLED') throw error;
      return await attempt({ ...options, badRows: 'set-aside' });
    }
  } catch (error) {
    const code = codeOf(error);
    if (isLoaded || code === 'CANCELLED' || !(error instanceof Error)) throw error;
    throw new JobFailure(code ?? 'FILE_UNREADABLE', error.message, exitCode.unloadable);
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

/** Columns that the contract calls text are read as text, so that codes of digits keep how they are spelt. */
async function withTexts(
  { client }: Session,
  { file, contract, options }: Pick<CheckRequest, 'file' | 'contract' | 'options'>,
): Promise<ReadOptions> {
  const isText = new Set(contract.columns.filter(({ type }) => type === 'text').map(({ name }) => name));
  const { columns } = await client.dataset.inspect({
    path: resolve(file),
    options: { ...options, badRows: options.badRows ?? 'set-aside' },
  });
  const texts = columns.filter(({ name, type }) => type !== 'text' && isText.has(name));
  if (texts.length === 0) return options;
  return { ...options, types: Object.fromEntries(texts.map(({ name }) => [name, 'text' as const])) };
}
