import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/**
 * Offset of the first byte where a file differs from a stream, counting a missing or extra end as a difference;
 * null when they are equal. The stream is destroyed at the first difference.
 */
export async function firstDifference(path: string, expected: Readable): Promise<number | null> {
  const file = await open(path, 'r');
  let offset = 0;
  try {
    for await (const chunk of expected) {
      const wanted = Buffer.from(chunk);
      const actual = Buffer.alloc(wanted.length);
      const { bytesRead } = await file.read(actual, 0, wanted.length, offset);
      if (bytesRead < wanted.length || !actual.equals(wanted)) {
        let same = 0;
        while (same < bytesRead && actual[same] === wanted[same]) same++;
        return offset + same;
      }
      offset += wanted.length;
    }
    const { size } = await file.stat();
    return size === offset ? null : offset;
  } finally {
    expected.destroy();
    await file.close();
  }
}
