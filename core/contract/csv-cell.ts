/**
 * A cell of CSV (RFC 4180); missing is an empty cell. Text that a spreadsheet would run as a formula, or that hides one
 * behind a tab or line end, gets a leading quote mark.
 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
