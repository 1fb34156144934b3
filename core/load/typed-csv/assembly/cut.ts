// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

/** What `cut` returns in place of a number of rows. */
const OPEN: i32 = -1;
const FAULT: i32 = -2;

const LINE_FEED: u8 = 10;
const CARRIAGE_RETURN: u8 = 13;

/** Where the row behind the last one that was cut begins. */
let nextAt: u32 = 0;

export function cutEnd(): u32 {
  return nextAt;
}

/**
 * Cuts rows from `at` on into cells: cell `row * columns + column` goes from `starts` to `ends`. Rows that begin at
 * `stop` or behind are left alone, and so are those beyond `maxRows`. The bytes end at `end`, with room for guards
 * and a vector behind. Returns the number of rows, OPEN when the last one goes on where the bytes end, FAULT at what
 * is not plain RFC 4180.
 */
export function cut(
  at: u32,
  stop: u32,
  end: u32,
  isLast: bool,
  delimiter: u8,
  quote: u8,
  columns: u32,
  maxRows: u32,
  maxRowBytes: u32,
  starts: u32,
  ends: u32,
): i32 {
  // A plain cell ends at the first of these at the latest, a quoted one at the second.
  store<u8>(end, LINE_FEED);
  store<u8>(end + 1, quote);
  store<u8>(end + 2, LINE_FEED);
  const delimiters = i8x16.splat(delimiter);
  const quotes = i8x16.splat(quote);
  const lineFeeds = i8x16.splat(LINE_FEED);
  nextAt = at;
  let rows: u32 = 0;
  let column: u32 = 0;
  let place: u32 = 0;
  let cellStart = at;
  let block = at;
  if (at >= stop) return 0;
  while (true) {
    const bytes = v128.load(block);
    let marks = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, lineFeeds)), i8x16.eq(bytes, quotes)),
    );
    let next = block + 16;
    while (marks !== 0) {
      let mark = block + ctz(marks);
      marks &= marks - 1;
      let byte = load<u8>(mark);
      let cellEnd = mark;
      if (byte === quote) {
        if (mark !== cellStart) return FAULT;
        cellStart = mark + 1;
        cellEnd = closingQuote(cellStart, end, quote);
        mark = closedAt;
        if (mark >= end) return isLast ? FAULT : OPEN;
        mark++;
        if (load<u8>(mark) === CARRIAGE_RETURN && load<u8>(mark + 1) === LINE_FEED) mark++;
        byte = load<u8>(mark);
        if (byte !== delimiter && byte !== LINE_FEED) return FAULT;
        // Marks within the quotes are none.
        next = mark + 1;
        marks = 0;
      } else if (byte === LINE_FEED) {
        if (mark > cellStart && load<u8>(mark - 1) === CARRIAGE_RETURN) cellEnd--;
        if (column === 0 && cellEnd === cellStart && mark < end) {
          // An empty line.
          cellStart = mark + 1;
          nextAt = cellStart;
          if (cellStart >= stop) return rows;
          continue;
        }
      }
      if (mark >= end && !isLast) return OPEN;
      store<u32>(starts + place, cellStart);
      store<u32>(ends + place, cellEnd);
      place += 4;
      column++;
      cellStart = mark + 1;
      if (byte === LINE_FEED) {
        if (column !== columns || cellStart - nextAt > maxRowBytes) return FAULT;
        rows++;
        column = 0;
        nextAt = cellStart;
        if (cellStart >= stop || rows === maxRows) return rows;
      } else if (column === columns) return FAULT;
    }
    block = next;
  }
}

/** Where the last quoted cell was closed. */
let closedAt: u32 = 0;

/** The end of a quoted cell from `start` on, whose doubled quotes become single ones in place. */
function closingQuote(start: u32, end: u32, quote: u8): u32 {
  let from = nextQuote(start, quote);
  let to = from;
  while (from < end && load<u8>(from + 1) === quote) {
    store<u8>(to++, quote);
    const rest = from + 2;
    from = nextQuote(rest, quote);
    memory.copy(to, rest, from - rest);
    to += from - rest;
  }
  closedAt = from;
  return to;
}

function nextQuote(start: u32, quote: u8): u32 {
  const quotes = i8x16.splat(quote);
  let at = start;
  while (true) {
    const marks = i8x16.bitmask(i8x16.eq(v128.load(at), quotes));
    if (marks !== 0) return at + ctz(marks);
    at += 16;
  }
}
