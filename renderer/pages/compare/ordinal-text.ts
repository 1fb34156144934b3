/** 1st, 2nd, 3rd, 4th, 11th, 21st, … */
export function ordinalText(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return `${value}th`;
  return `${value}${['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'}`;
}
