import { mix32 } from '../shared/rng.ts';
import { sharedCodes, sharedNumbers } from './shared-memory.ts';

/** Codes of keys in row order, from 0 in the order in which keys first appear; -1 where there is none. */
export interface CodedKeys {
  readonly codes: Int32Array;
  /** How many different keys there are. */
  readonly size: number;
}

const slotsPerKey = 4;
const firstKeys = 512;

/** Codes whole numbers of up to 53 bits; NaN is no key. Linear probing, so that no object per key is made. */
export function codeKeys(keys: Float64Array): CodedKeys {
  const codes = sharedCodes(keys.length);
  let table = emptyTable(firstKeys);
  let row = 0;
  for (;;) {
    row = codeUntilFull(keys, codes, { table, from: row });
    if (row === keys.length) return { codes, size: table.size };
    table = grown(table);
  }
}

/** Keys by code, and codes by slot, -1 in those that are free. */
interface KeyTable {
  readonly known: Float64Array;
  readonly slots: Int32Array;
  size: number;
}

function emptyTable(mostKeys: number): KeyTable {
  return {
    known: new Float64Array(mostKeys),
    slots: new Int32Array(slotsPerKey * mostKeys).fill(-1),
    size: 0,
  };
}

/** Rows that are looked up at a stretch: memory is asked for many of them before the first answer is needed. */
const stretch = 1024;

/** Codes rows until the table has no room for another key; returns the row that comes next. */
function codeUntilFull(
  keys: Float64Array,
  codes: Int32Array,
  { table, from }: { table: KeyTable; from: number },
): number {
  const { known, slots } = table;
  const words = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  const mask = slots.length - 1;
  const places = new Uint32Array(stretch);
  const guesses = new Int32Array(stretch);
  const found = new Float64Array(stretch);
  for (let begin = from; begin < keys.length; begin += stretch) {
    const size = Math.min(stretch, keys.length - begin);
    for (let i = 0; i < size; i++) {
      const place = scattered(words[2 * (begin + i)] ?? 0, words[2 * (begin + i) + 1] ?? 0) & mask;
      places[i] = place;
      guesses[i] = slots[place] ?? -1;
    }
    // A free slot looks at the first key, and its guess tells that it is not meant.
    for (let i = 0; i < size; i++) found[i] = known[Math.max(0, guesses[i] ?? 0)] ?? Number.NaN;
    for (let i = 0; i < size; i++) {
      const guess = guesses[i] ?? -1;
      const key = keys[begin + i] ?? 0;
      if (guess >= 0 && found[i] === key) {
        codes[begin + i] = guess;
        continue;
      }
      if (Number.isNaN(key)) {
        codes[begin + i] = -1;
        continue;
      }
      const code = findOrAdd(table, key, places[i] ?? 0);
      if (code < 0) return begin + i;
      codes[begin + i] = code;
    }
  }
  return keys.length;
}

/** The code of a key, looked for from a slot on and added where it is not there; -1 where there is no room for it. */
function findOrAdd(table: KeyTable, key: number, place: number): number {
  const { known, slots } = table;
  const mask = slots.length - 1;
  let slot = place;
  let code = slots[slot] ?? -1;
  while (code >= 0 && known[code] !== key) {
    slot = (slot + 1) & mask;
    code = slots[slot] ?? -1;
  }
  if (code >= 0) return code;
  if (table.size === known.length) return -1;
  const added = table.size++;
  known[added] = key;
  slots[slot] = added;
  return added;
}

function grown({ known, size }: KeyTable): KeyTable {
  const table = emptyTable(2 * known.length);
  const codes = new Int32Array(size);
  codeUntilFull(known.subarray(0, size), codes, { table, from: 0 });
  return table;
}

/** Rows of each code; missing ones are of none. */
export function rowsOfCodes(codes: Int32Array, size: number): Uint32Array {
  const rows = new Uint32Array(size);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code >= 0) rows[code] = (rows[code] ?? 0) + 1;
  }
  return rows;
}

/**
 * The codes as keys of 53 bits, spread as evenly as those of a hash and different for different codes; NaN where there
 * is none.
 */
export function keysOfCodes({ codes, size }: CodedKeys): Float64Array {
  const keyOf = new Float64Array(size);
  for (let code = 0; code < size; code++) {
    const low = mix32(code + 1);
    keyOf[code] = (mix32(low ^ 0x9e3779b9) & 0x1fffff) * 2 ** 32 + low;
  }
  const keys = sharedNumbers(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    keys[row] = code < 0 ? Number.NaN : (keyOf[code] ?? 0);
  }
  return keys;
}

/** The two words of a key scattered over 0 to 2^32 - 1 (multiplicative hashing; Knuth, The Art of Computer Programming 3, section 6.4). */
export function scattered(low: number, high: number): number {
  const h = Math.imul(Math.imul(low, 0x9e3779b1) ^ high, 0x85ebca6b);
  return h ^ (h >>> 15);
}
