const digitBits = 11;
const digits = 1 << digitBits;
const mask = digits - 1;

/** Sorts whole numbers below 2^32 ascending, in place (least significant digit first; Knuth, The Art of Computer Programming 3, algorithm 5.2.5 R). */
export function sortWhole(keys: Uint32Array): void {
  let from = keys;
  let into = new Uint32Array(keys.length);
  for (let shift = 0; shift < 32; shift += digitBits) {
    const starts = digitStarts(from, shift);
    if (starts === null) continue;
    for (let i = 0; i < from.length; i++) {
      const key = from[i] ?? 0;
      const digit = (key >>> shift) & mask;
      const at = starts[digit] ?? 0;
      starts[digit] = at + 1;
      into[at] = key;
    }
    const held = from;
    from = into;
    into = held as Uint32Array<ArrayBuffer>;
  }
  if (from !== keys) keys.set(from);
}

/**
 * Sorts positions by their keys (whole numbers below 2^32, `keys[i]` belongs to `positions[i]`), those of equal
 * keys as they were. Both arrays are used up; the answer may be one of them.
 */
export function sortByKey(keys: Uint32Array, positions: Uint32Array): Uint32Array {
  let from = { keys, positions };
  let into = { keys: new Uint32Array(keys.length), positions: new Uint32Array(keys.length) };
  for (let shift = 0; shift < 32; shift += digitBits) {
    const starts = digitStarts(from.keys, shift);
    if (starts === null) continue;
    move(from, into, { starts, shift });
    [from, into] = [into, from as typeof into];
  }
  return from.positions;
}

interface Keyed {
  readonly keys: Uint32Array;
  readonly positions: Uint32Array;
}

function move(from: Keyed, into: Keyed, { starts, shift }: { starts: Uint32Array; shift: number }): void {
  const { keys, positions } = from;
  const { keys: movedKeys, positions: movedPositions } = into;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const digit = (key >>> shift) & mask;
    const at = starts[digit] ?? 0;
    starts[digit] = at + 1;
    movedKeys[at] = key;
    movedPositions[at] = positions[i] ?? 0;
  }
}

/** Where each digit's keys begin in sorted order; null when all keys share one digit. */
function digitStarts(keys: Uint32Array, shift: number): Uint32Array | null {
  const starts = new Uint32Array(digits);
  for (let i = 0; i < keys.length; i++) {
    const digit = ((keys[i] ?? 0) >>> shift) & mask;
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  if (keys.length === 0 || starts[((keys[0] ?? 0) >>> shift) & mask] === keys.length) return null;
  let sum = 0;
  for (let digit = 0; digit < digits; digit++) {
    const count = starts[digit] ?? 0;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}
