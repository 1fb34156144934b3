import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { JobFailure } from './job-failure.ts';

/** Writes a text file whole or not at all, making its folder if need be; a long text comes piece by piece. */
export async function writeText(path: string, text: string | AsyncIterable<string>): Promise<void> {
  const target = resolve(path);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new JobFailure(
      'FILE_UNREADABLE',
      `${path} cannot be written (${error.message}); choose another file.`,
    );
  }
}
