import { CoreError } from '../errors.ts';
import { freeExpansionBytes, maxExpansionBytes, maxExpansionRatio } from './limits.ts';

/**
 * Throws LIMIT_EXCEEDED when what was made of a packed or sparse file is out of proportion: more than 256 MB and
 * more than 200 times what was read of it, or more than 64 GB.
 */
export function checkExpansion(options: { name: string; readBytes: number; madeBytes: number }): void {
  const { name, readBytes, madeBytes } = options;
  if (madeBytes <= freeExpansionBytes) return;
  if (madeBytes > maxExpansionBytes) {
    throw exceeded(options, `${name} unpacks to more than 64 GB, the most that is read; split it first.`);
  }
  if (madeBytes <= readBytes * maxExpansionRatio) return;
  throw exceeded(
    options,
    `${name} unpacks to more than ${maxExpansionRatio} times its size and more than 256 MB, as files made to fill a disk do; unpack it yourself if you trust it.`,
  );
}

function exceeded({ readBytes, madeBytes }: Parameters<typeof checkExpansion>[0], message: string) {
  return new CoreError('LIMIT_EXCEEDED', message, { details: { readBytes, madeBytes } });
}
