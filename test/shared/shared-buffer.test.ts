import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('memory that threads share is given back when nobody needs it any more', async () => {
  const script = join(import.meta.dirname, '../support/drop-buffers.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(Number(stdout)).toBeGreaterThan(40);
  // All of them together are 2,400 MB.
  expect(Number(stdout)).toBeLessThan(1000);
});
