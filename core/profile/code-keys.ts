/** Codes of keys in row order, from 0 in the order in which keys first appear; -1 where there is none. */
export interface CodedKeys {
  readonly codes: Int32Array;
  /** How many different keys there are. */
  readonly size: number;
}

const slotsPerKey = 2;
const firstSlots = 1024;

/** Codes whole numbers of up to 53 bits; NaN is no key. Linear probing, so that no object per key is made. */
export function codeKeys(keys: Float64Array): CodedKeys {
  const words = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  const codes = new Int32Array(keys.length);
  let firsts = new Int32Array(firstSlots).fill(-1);
  let size = 0;
  // The row in which each code first appeared.
  let rows = new Uint32Array(firstSlots / slotsPerKey);

  function slotOf(row: number): number {
    const key = keys[row] ?? 0;
    const mask = firsts.length - 1;
    let slot = scattered(words[2 * row] ?? 0, words[2 * row + 1] ?? 0) & mask;
    for (let code = firsts[slot] ?? -1; code >= 0; code = firsts[slot] ?? -1) {
      if (keys[rows[code] ?? 0] === key) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  function grow(): void {
    const grown = new Uint32Array(2 * rows.length);
    grown.set(rows);
    rows = grown;
    firsts = new Int32Array(2 * firsts.length).fill(-1);
    for (let code = 0; code < size; code++) firsts[slotOf(rows[code] ?? 0)] = code;
  }

  for (let row = 0; row < keys.length; row++) {
    if (Number.isNaN(keys[row])) {
      codes[row] = -1;
      continue;
    }
    const slot = slotOf(row);
    const known = firsts[slot] ?? -1;
    if (known >= 0) {
      codes[row] = known;
      continue;
    }
    codes[row] = size;
    rows[size] = row;
    firsts[slot] = size++;
    if (size === rows.length) grow();
  }
  return { codes, size };
}

/** The two words of a key scattered over 0 to 2^32 - 1 (multiplicative hashing; Knuth, The Art of Computer Programming 3, section 6.4). */
export function scattered(low: number, high: number): number {
  const h = Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b);
  return h ^ (h >>> 15);
}
