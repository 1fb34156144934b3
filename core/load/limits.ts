/** The longest row of text that is read, in bytes: what DuckDB keeps together. A cell of 1 MB fits. */
export const maxRowBytes = 2_000_000;

/** The most columns that a table may have: past them DuckDB takes minutes and gigabytes. */
export const maxColumns = 10_000;

/** Rows that may be set aside before the file is taken for something else than it was read as. */
export const maxBadRows = 100_000;

/** Characters that are kept of a row that was set aside. */
export const maxBadRowCharacters = 10_000;

/** What is made of a packed or sparse file may be this large without question, in bytes. */
export const freeExpansionBytes = 256 * 2 ** 20;

/** Beyond that, it may be this many times as large as what was read of the file. */
export const maxExpansionRatio = 200;

/** And never larger than this, in bytes. */
export const maxExpansionBytes = 64 * 2 ** 30;

/** The largest Excel workbook, in bytes, and the largest sum of its unpacked parts: it is held in memory. */
export const maxWorkbookBytes = 100 * 2 ** 20;
export const maxWorkbookUnpackedBytes = 400 * 2 ** 20;

/** Files that a folder may hold. */
export const maxFolderFiles = 1000;
