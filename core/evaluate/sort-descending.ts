const digitBits = 11;
const bucketCount = 1 << digitBits;
const passCount = 6;

/**
 * Row indices ordered by score, highest first; equal scores keep their row order, and -0 equals 0.
 * Scores must not be NaN. Stable radix sort on the bits of the doubles: linear in the number of rows.
 */
export function sortDescending(scores: Float64Array): Uint32Array {
  const n = scores.length;
  if (n < 512) return sortShort(scores);
  const keys = descendingKeys(scores);
  const counts = digitCounts(keys);
  let from = { low: keys.low, high: keys.high, row: Uint32Array.from({ length: n }, (_, i) => i) };
  let to = { low: new Uint32Array(n), high: new Uint32Array(n), row: new Uint32Array(n) };
  for (let pass = 0; pass < passCount; pass++) {
    const offsets = counts.subarray(pass * bucketCount, (pass + 1) * bucketCount);
    if (offsets.includes(n)) continue;
    startOffsets(offsets);
    const word = pass < 3 ? from.low : from.high;
    const shift = digitBits * (pass % 3);
    for (let i = 0; i < n; i++) {
      const digit = ((word[i] ?? 0) >>> shift) & (bucketCount - 1);
      const at = offsets[digit] ?? 0;
      offsets[digit] = at + 1;
      if (pass < 3) to.low[at] = from.low[i] ?? 0;
      to.high[at] = from.high[i] ?? 0;
      to.row[at] = from.row[i] ?? 0;
    }
    [from, to] = [to, from];
  }
  return from.row;
}

function sortShort(scores: Float64Array): Uint32Array {
  const order = Uint32Array.from(scores, (_, i) => i);
  return order.sort((a, b) => {
    const x = scores[a] ?? 0;
    const y = scores[b] ?? 0;
    return x > y ? -1 : x < y ? 1 : a - b;
  });
}

/** The 64 bits of each double, changed so that unsigned order of the bits is descending order of the scores. */
function descendingKeys(scores: Float64Array): {
  low: Uint32Array<ArrayBuffer>;
  high: Uint32Array<ArrayBuffer>;
} {
  const n = scores.length;
  const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
  const positive = Float64Array.from(scores);
  for (let i = 0; i < n; i++) positive[i] = (positive[i] ?? 0) + 0;
  const words = new Uint32Array(positive.buffer);
  const low = new Uint32Array(n);
  const high = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const lowWord = words[2 * i + (isLittleEndian ? 0 : 1)] ?? 0;
    const highWord = words[2 * i + (isLittleEndian ? 1 : 0)] ?? 0;
    const isNegative = highWord >>> 31 === 1;
    low[i] = isNegative ? lowWord : ~lowWord;
    high[i] = isNegative ? highWord : ~highWord & 0x7fffffff;
  }
  return { low, high };
}

/** How often each digit occurs: three digits of the low word (11, 11, 10 bits), then three of the high word. */
function digitCounts({
  low,
  high,
}: {
  low: Uint32Array<ArrayBuffer>;
  high: Uint32Array<ArrayBuffer>;
}): Uint32Array {
  const counts = new Uint32Array(passCount * bucketCount);
  for (let pass = 0; pass < passCount; pass++) {
    const word = pass < 3 ? low : high;
    const shift = digitBits * (pass % 3);
    for (let i = 0; i < word.length; i++) {
      const at = pass * bucketCount + (((word[i] ?? 0) >>> shift) & (bucketCount - 1));
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return counts;
}

function startOffsets(counts: Uint32Array): void {
  let start = 0;
  for (let digit = 0; digit < bucketCount; digit++) {
    const count = counts[digit] ?? 0;
    counts[digit] = start;
    start += count;
  }
}
