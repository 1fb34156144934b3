/** Luhn's check over all digits, the last one included (ISO/IEC 7812-1). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** Remainder by 97 of a text of digits and letters, A counting as 10 to Z as 35 (ISO/IEC 7064). */
export function remainder97(text: string): number {
  let rest = 0;
  for (const letter of text.toUpperCase()) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Sum of digits times weights; digits beyond the weights are left out. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * Number(digits[i] ?? 0), 0);
}

const dihedral = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const turn = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** Verhoeff's check over all digits, the last one included (1969). */
export function passesVerhoeff(digits: string): boolean {
  let check = 0;
  [...digits].reverse().forEach((letter, place) => {
    let digit = Number(letter);
    for (let i = 0; i < place % 8; i++) digit = turn[digit] ?? 0;
    check = dihedral[check]?.[digit] ?? 0;
  });
  return check === 0;
}

/** ISO/IEC 7064 MOD 11,10 over all digits, the last one included. */
export function passesMod11And10(digits: string): boolean {
  let product = 10;
  for (const letter of digits.slice(0, -1)) {
    const sum = (Number(letter) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}
