import { sharedCodes, sharedNumbers } from './shared-memory.ts';

/**
 * The numbers at these positions, in their order, in shared memory when there are many; NaN where there is none. Several
 * times faster than `Float64Array.from`.
 */
export function numbersAt(numbers: Float64Array, positions: Uint32Array): Float64Array {
  const taken = sharedNumbers(positions.length);
  for (let i = 0; i < positions.length; i++) taken[i] = numbers[positions[i] ?? 0] ?? Number.NaN;
  return taken;
}

/** The codes at these positions, likewise; -1 where there is none. */
export function codesAt(codes: Int32Array, positions: Uint32Array): Int32Array {
  const taken = sharedCodes(positions.length);
  for (let i = 0; i < positions.length; i++) taken[i] = codes[positions[i] ?? 0] ?? -1;
  return taken;
}
