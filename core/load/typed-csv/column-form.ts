/**
 * The forms of cells that are read here, as plain data for threads; they read what the `CellForm` of the same name
 * does.
 */
export type ColumnForm =
  | 'integer'
  | 'number'
  | 'comma number'
  | 'boolean'
  | 'date'
  | 'year/month/day'
  | 'day.month.year'
  | 'day/month/year'
  | 'month/day/year'
  | 'timestamp'
  | 'text'
  | 'code'
  | 'long integer';
