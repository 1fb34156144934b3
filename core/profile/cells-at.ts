/** The numbers at these positions, in their order; NaN where there is none. Several times faster than `Float64Array.from`. */
export function numbersAt(numbers: Float64Array, positions: Uint32Array): Float64Array {
  const taken = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i++) taken[i] = numbers[positions[i] ?? 0] ?? Number.NaN;
  return taken;
}

/** The codes at these positions, in their order; -1 where there is none. */
export function codesAt(codes: Int32Array, positions: Uint32Array): Int32Array {
  const taken = new Int32Array(positions.length);
  for (let i = 0; i < positions.length; i++) taken[i] = codes[positions[i] ?? 0] ?? -1;
  return taken;
}
