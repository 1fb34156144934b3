import { open } from 'node:fs/promises';
import { hashParquet } from './hash-parquet.ts';

/**
 * Forces a data file that was just written to the disk; the id of its content is read back meanwhile, as `hashParquet`
 * does. Ends when both are done.
 */
export async function settleParquet(
  options: Parameters<typeof hashParquet>[0],
): ReturnType<typeof hashParquet> {
  const synced = syncFile(options.path);
  const hashed = hashParquet(options);
  await Promise.allSettled([synced, hashed]);
  await synced;
  return hashed;
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
