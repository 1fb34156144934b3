/**
 * A date, a time, or the beginning of one, as ISO 8601 writes it: `2024`, `2024-05`, `2024-05-17`, `2024-05-17T10`,
 * `2024-05-17 10:30:15`. It means all of the year, month, day, hour, minute or second. The groups are its parts.
 */
export const timeForm =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?)?)?)?$/;
