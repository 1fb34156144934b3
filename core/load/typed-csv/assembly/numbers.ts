// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it, and cells.ts for what readers do.

import { endOf, MINUS, miss, startOf, targetOf, ZERO } from './cells';

/** Whole numbers of up to 18 digits, as 64 bits. */
export function readIntegers(from: u32, rows: u32): u32 {
  for (let i = from; i < rows; i++) {
    let at = startOf(i);
    const end = endOf(i);
    const target = targetOf(i, 3);
    if (at === end) {
      miss(i);
      store<i64>(target, 0);
      continue;
    }
    const isNegative = load<u8>(at) === MINUS;
    if (isNegative) at++;
    const digits = end - at;
    if (digits - 1 >= 18) return i;
    let digit: u32 = load<u8>(at) ^ ZERO;
    if (digit === 0 && digits > 1) return i;
    let value: i64 = 0;
    while (true) {
      if (digit > 9) return i;
      value = value * 10 + digit;
      if (++at === end) break;
      digit = load<u8>(at) ^ ZERO;
    }
    store<i64>(target, isNegative ? -value : value);
  }
  return rows;
}

/** Whole numbers up to this are exact as doubles, and so are powers of ten up to 10^22. */
const EXACT: u64 = 1 << 53;
const MAX_DECIMALS: u32 = 18;
const POWERS = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
]);

/**
 * Numbers of up to 18 digits that are a whole number of at most 2^53 divided by a power of ten: both are exact, so
 * that the quotient is the double next to what is written (W. D. Clinger, How to Read Floating Point Numbers
 * Accurately, 1990).
 */
export function readNumbers(from: u32, rows: u32, point: u8): u32 {
  for (let i = from; i < rows; i++) {
    let at = startOf(i);
    const end = endOf(i);
    const target = targetOf(i, 3);
    if (at === end) {
      miss(i);
      store<f64>(target, 0);
      continue;
    }
    const isNegative = load<u8>(at) === MINUS;
    if (isNegative) at++;
    // With its point a number of 18 digits has 19 characters.
    if (end - at - 1 >= 19) return i;
    const begin = at;
    let whole: u64 = 0;
    let digit: u32 = 0;
    while (at < end) {
      digit = load<u8>(at) ^ ZERO;
      if (digit > 9) break;
      whole = whole * 10 + digit;
      at++;
    }
    const places = at - begin;
    let decimals: u32 = 0;
    if (at < end) {
      if (load<u8>(at) !== point) return i;
      at++;
      decimals = end - at;
      while (at < end) {
        digit = load<u8>(at) ^ ZERO;
        if (digit > 9) return i;
        whole = whole * 10 + digit;
        at++;
      }
    }
    if (places === 0 || (places > 1 && load<u8>(begin) === ZERO)) return i;
    if (whole > EXACT || decimals > MAX_DECIMALS) return i;
    let value = <f64>whole;
    if (decimals > 0) value /= load<f64>(<u32>POWERS + (decimals << 3));
    store<f64>(target, isNegative ? -value : value);
  }
  return rows;
}

const TRUE: u32 = 0x65757274;
const FALSE: u32 = 0x736c6166;
const E: u8 = 0x65;

/** The words true and false, as a byte of 1 or 0. */
export function readBooleans(from: u32, rows: u32): u32 {
  for (let i = from; i < rows; i++) {
    const at = startOf(i);
    const length = endOf(i) - at;
    const target = targetOf(i, 0);
    store<u8>(target, 0);
    if (length === 0) miss(i);
    else if (length === 4 && load<u32>(at) === TRUE) store<u8>(target, 1);
    else if (length !== 5 || load<u32>(at) !== FALSE || load<u8>(at + 4) !== E) return i;
  }
  return rows;
}
