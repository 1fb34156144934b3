// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it, and cells.ts for what readers do.

import { endOf, MINUS, miss, startOf, targetOf, ZERO } from './cells';

const COLON: u8 = 58;
const BLANK: u8 = 32;
const NO_DAY: i32 = i32.MIN_VALUE;

/** Dates as `YYYY-MM-DD`, as 32 bits of days since 1970. */
export function readDates(from: u32, rows: u32): u32 {
  for (let i = from; i < rows; i++) {
    const at = startOf(i);
    const length = endOf(i) - at;
    const target = targetOf(i, 2);
    if (length === 0) {
      miss(i);
      store<i32>(target, 0);
      continue;
    }
    const day = length === 10 ? dayAt(at) : NO_DAY;
    if (day === NO_DAY) return i;
    store<i32>(target, day);
  }
  return rows;
}

/** What comes first in a date. */
const YEAR: u32 = 2;
const MONTH: u32 = 1;

/**
 * Dates of three numbers with a separator between, the byte `form & 255`: a year of four digits first where `form >>
 * 8` is YEAR, else last, behind month and day where it is MONTH, else day and month. As 32 bits of days since 1970.
 */
export function readPartedDates(from: u32, rows: u32, form: u32): u32 {
  for (let i = from; i < rows; i++) {
    const at = startOf(i);
    const end = endOf(i);
    const target = targetOf(i, 2);
    if (at === end) {
      miss(i);
      store<i32>(target, 0);
      continue;
    }
    const day = partedDay(at, end, <u8>form, form >> 8);
    if (day === NO_DAY) return i;
    store<i32>(target, day);
  }
  return rows;
}

function partedDay(start: u32, end: u32, separator: u8, order: u32): i32 {
  const first = numberAt(start, end);
  const firstDigits = numberEnd - start;
  if (load<u8>(numberEnd) !== separator) return NO_DAY;
  const middle = numberEnd + 1;
  const second = numberAt(middle, end);
  const secondDigits = numberEnd - middle;
  if (load<u8>(numberEnd) !== separator) return NO_DAY;
  const last = numberEnd + 1;
  const third = numberAt(last, end);
  const thirdDigits = numberEnd - last;
  if (numberEnd !== end) return NO_DAY;
  const isYearFirst = order === YEAR;
  const yearDigits = isYearFirst ? firstDigits : thirdDigits;
  const shortDigits = isYearFirst ? thirdDigits : firstDigits;
  if (yearDigits !== 4 || shortDigits - 1 > 1 || secondDigits - 1 > 1) return NO_DAY;
  if (isYearFirst) return dayOf(first, second, third);
  return order === MONTH ? dayOf(third, first, second) : dayOf(third, second, first);
}

/** Where the digits of the last number end. */
let numberEnd: u32 = 0;

/** The number of up to four digits from `start` on. */
function numberAt(start: u32, end: u32): i32 {
  let at = start;
  let value: u32 = 0;
  while (at < end && at - start < 4) {
    const digit: u32 = load<u8>(at) ^ ZERO;
    if (digit > 9) break;
    value = value * 10 + digit;
    at++;
  }
  numberEnd = at;
  return value;
}

/** Times as `YYYY-MM-DD HH:MM:SS`, as 64 bits of microseconds since 1970. */
export function readTimes(from: u32, rows: u32): u32 {
  for (let i = from; i < rows; i++) {
    const at = startOf(i);
    const length = endOf(i) - at;
    const target = targetOf(i, 3);
    if (length === 0) {
      miss(i);
      store<i64>(target, 0);
      continue;
    }
    if (length !== 19) return i;
    const day = dayAt(at);
    const second = secondAt(at + 10);
    if (day === NO_DAY || second < 0) return i;
    store<i64>(target, (<i64>day * 86400 + second) * 1000000);
  }
  return rows;
}

/** Days from 1970 to the date in ten bytes at `at`, NO_DAY where there is none; the year 0 is left to others. */
function dayAt(at: u32): i32 {
  if (load<u8>(at + 4) !== MINUS || load<u8>(at + 7) !== MINUS) return NO_DAY;
  const century = pairAt(at);
  const ofCentury = pairAt(at + 2);
  const month = pairAt(at + 5);
  const day = pairAt(at + 8);
  if ((century | ofCentury | month | day) < 0) return NO_DAY;
  return dayOf(century * 100 + ofCentury, month, day);
}

function dayOf(year: i32, month: i32, day: i32): i32 {
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return NO_DAY;
  // Years from March on, so that the leap day is the last one: E. G. Richards, Mapping Time, 1998, chapter 25.
  const shifted = month > 2 ? year : year - 1;
  const months = month > 2 ? month - 3 : month + 9;
  return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (153 * months + 2) / 5 + day - 719469;
}

function daysOf(year: i32, month: i32): i32 {
  if (month === 2) return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return 30 + ((month + (month >> 3)) & 1);
}

/** Seconds of the day in ` HH:MM:SS`, -1 where there is no such time. */
function secondAt(at: u32): i32 {
  if (load<u8>(at) !== BLANK || load<u8>(at + 3) !== COLON || load<u8>(at + 6) !== COLON) return -1;
  const hour = pairAt(at + 1);
  const minute = pairAt(at + 4);
  const second = pairAt(at + 7);
  if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) return -1;
  return (hour * 60 + minute) * 60 + second;
}

/** Two digits, -1 where they are none. */
function pairAt(at: u32): i32 {
  const tens: u32 = load<u8>(at) ^ ZERO;
  const ones: u32 = load<u8>(at + 1) ^ ZERO;
  return tens > 9 || ones > 9 ? -1 : <i32>(tens * 10 + ones);
}
