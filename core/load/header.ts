/** Whether a first row is data and no header: every cell of it is a number, a date or nothing, and not all nothing. */
export function looksLikeData(fields: readonly string[]): boolean {
  const filled = fields.filter((field) => field.trim() !== '');
  return filled.length > 0 && filled.every((field) => dataCell.test(field.trim()));
}

const dataCell =
  /^([+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?|\d{4}-\d{2}-\d{2}([ T][\d:.]+Z?)?|\d{1,2}[./]\d{1,2}[./]\d{4})$/i;
