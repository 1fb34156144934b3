import { utils, write } from '@e965/xlsx';

/** A workbook with these sheets. */
export function workbookOf(
  sheets: Record<string, unknown[][]>,
  bookType: 'xlsx' | 'xls' | 'ods' = 'xlsx',
): Uint8Array {
  const book = utils.book_new();
  for (const [name, grid] of Object.entries(sheets)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(grid, { UTC: true }), name);
  }
  return new Uint8Array(write(book, { type: 'buffer', bookType }));
}
