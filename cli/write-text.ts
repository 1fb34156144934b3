import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { JobFailure } from './job-failure.ts';

/** Writes a text file whole or not at all, making its folder if need be. */
export async function writeText(path: string, text: string): Promise<void> {
  const target = resolve(path);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new JobFailure('FILE_UNREADABLE', `${path} cannot be written (${reason}); choose another file.`);
  }
}
