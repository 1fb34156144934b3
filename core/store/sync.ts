import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Forces all files and folders below `directory`, and itself, to the disk. */
export async function syncTree(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else await syncPath(path, 'r+');
  }
  await syncFolder(directory);
}

/** Forces a folder's list of names to the disk. Windows has no such call and needs none. */
export async function syncFolder(directory: string): Promise<void> {
  if (process.platform !== 'win32') await syncPath(directory, 'r');
}

async function syncPath(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
