import { open } from 'node:fs/promises';
import { type ContentDigests, contentId } from './content-hash.ts';
import { hashParquet } from './hash-parquet.ts';

/**
 * Forces a data file that was just written to the disk; the id of its content is read back meanwhile, as `hashParquet`
 * does, unless its digests were made while it was written. Ends when both are done.
 */
export async function settleParquet(
  options: Parameters<typeof hashParquet>[0] & { content?: ContentDigests | null },
): ReturnType<typeof hashParquet> {
  const { content, columns } = options;
  const synced = syncFile(options.path);
  if (content) {
    await synced;
    return { id: contentId(columns, content), rowCount: content.rowCount };
  }
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
