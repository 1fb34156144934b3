import { setImmediate } from 'node:timers/promises';
import { sharedBuffer } from '../../core/shared/shared-buffer.ts';

/** Fills buffers of 40 MB, drops each at once, and prints the most memory that the process held, in MB. */
for (let i = 0; i < 60; i++) {
  new Float64Array(sharedBuffer(40_000_000)).fill(1);
  await setImmediate();
}
console.log(process.resourceUsage().maxRSS / 1024);
