// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

/**
 * Of `count` doubles, in their order: how many are finite, NaN, positive and negative infinite, and the mean of the
 * finite ones and the sum of their squared distances from it; to `tally` as six doubles.
 */
export function tallyNumbers(values: u32, count: u32, tally: u32): void {
  const end = values + (count << 3);
  let missing: u32 = 0;
  let positive: u32 = 0;
  let negative: u32 = 0;
  let sum: f64 = 0;
  let lost: f64 = 0;
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at);
    if (Number.isFinite(value)) {
      // Compensated sum (Neumaier, 1974).
      const next = sum + value;
      lost += abs(sum) >= abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    } else if (Number.isNaN(value)) missing++;
    else if (value > 0) positive++;
    else negative++;
  }
  const finite = count - missing - positive - negative;
  let mean = (sum + lost) / <f64>finite;
  if (finite > 0 && !Number.isFinite(mean)) mean = dividedMean(values, end, <f64>finite);
  store<f64>(tally, <f64>finite);
  store<f64>(tally, <f64>missing, 8);
  store<f64>(tally, <f64>positive, 16);
  store<f64>(tally, <f64>negative, 24);
  store<f64>(tally, mean, 32);
  store<f64>(tally, squaredDistances(values, end, mean), 40);
}

/** How many of `count` doubles are NaN. */
export function countMissing(values: u32, count: u32): u32 {
  let missing: u32 = 0;
  for (let at = values; at < values + (count << 3); at += 8) missing += <u32>Number.isNaN(load<f64>(at));
  return missing;
}

/** For values whose sum overflows. */
function dividedMean(values: u32, end: u32, size: f64): f64 {
  let total: f64 = 0;
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at);
    if (Number.isFinite(value)) total += value / size;
  }
  return total;
}

function squaredDistances(values: u32, end: u32, mean: f64): f64 {
  let squares: f64 = 0;
  for (let at = values; at < end; at += 8) {
    const value = load<f64>(at);
    if (!Number.isFinite(value)) continue;
    const distance = value - mean;
    squares += distance * distance;
  }
  return squares;
}

/** Sums of squares and cubes of the distances of doubles from `mean` in units of `scale`; to `sums` as two doubles. */
export function sumPowers(values: u32, count: u32, mean: f64, scale: f64, sums: u32): void {
  const end = values + (count << 3);
  let squares: f64 = 0;
  let cubes: f64 = 0;
  for (let at = values; at < end; at += 8) {
    const distance = (load<f64>(at) - mean) / scale;
    const square = distance * distance;
    squares += square;
    cubes += square * distance;
  }
  store<f64>(sums, squares);
  store<f64>(sums, cubes, 8);
}
