/** Seven digits close together, three parts of an address, or the British form with its six digits. */
const trace = [
  '[0-9](?:[^0-9]{0,3}[0-9]){6}',
  '[0-9]{1,3}[.][0-9]{1,3}[.][0-9]',
  '[0-9A-Fa-f][:-][0-9A-Fa-f]{0,4}[:-]',
  '[A-Za-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d]',
].join('|');

/** An SQL condition that every text of a recognised format fulfils; the cheapest question to begin with. */
export function hasTrace(text: string): string {
  return `(contains(${text}, '@') OR regexp_matches(${text}, '${trace}'))`;
}
