import { open, stat } from 'node:fs/promises';
import { openPromise } from 'yauzl';
import { CoreError } from '../../errors.ts';
import { maxWorkbookBytes, maxWorkbookUnpackedBytes } from '../limits.ts';

/**
 * Throws LIMIT_EXCEEDED for a workbook of more than 100 MB, or whose parts unpack to more than 400 MB, which is found by
 * unpacking them piece by piece: what a ZIP file says of its sizes need not be true. EXCEL_MALFORMED for a damaged one.
 */
export async function checkWorkbookSize({ path, name }: { path: string; name: string }): Promise<void> {
  const { size } = await stat(path);
  if (size > maxWorkbookBytes) {
    throw new CoreError(
      'LIMIT_EXCEEDED',
      `${name} is larger than 100 MB, the most that is read of an Excel workbook; save its sheet as CSV.`,
      { details: { bytes: size } },
    );
  }
  const handle = await open(path, 'r');
  try {
    const start = new Uint8Array(2);
    await handle.read(start, 0, 2, 0);
    if (start[0] !== 0x50 || start[1] !== 0x4b) return;
  } finally {
    await handle.close();
  }
  try {
    const zip = await openPromise(path, { autoClose: false, decodeStrings: true });
    try {
      let unpacked = 0;
      for await (const entry of zip.eachEntry()) {
        for await (const piece of await zip.openReadStreamPromise(entry)) {
          unpacked += piece.length;
          if (unpacked > maxWorkbookUnpackedBytes) throw tooLarge(name);
        }
      }
    } finally {
      zip.close();
    }
  } catch (thrown) {
    if (thrown instanceof CoreError) throw thrown;
    throw new CoreError(
      'EXCEL_MALFORMED',
      `${name} is damaged or cut off (${thrown instanceof Error ? thrown.message : thrown}); copy or save it again.`,
      { cause: thrown },
    );
  }
}

function tooLarge(name: string): CoreError {
  return new CoreError(
    'LIMIT_EXCEEDED',
    `${name} unpacks to more than 400 MB, the most that is read of an Excel workbook; save its sheet as CSV.`,
  );
}
