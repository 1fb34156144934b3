import type { Rng } from '../../../core/shared/rng.ts';

/** Sixteen digits with the issuer's prefix and the check digit of Luhn (ISO/IEC 7812-1). Nobody's card. */
export function cardNumber(rng: Rng): string {
  const body = `4${numerals(rng, 14)}`;
  const sum = [...body]
    .reverse()
    .map(Number)
    .reduce((total, digit, i) => total + (i % 2 === 0 ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit), 0);
  const number = body + String((10 - (sum % 10)) % 10);
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}

/** A German account number with its check digits modulo 97 (ISO 13616). Nobody's account. */
export function iban(rng: Rng): string {
  const account = numerals(rng, 18);
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`;
}

/** A Spanish identity number with its letter, the number modulo 23. Nobody's number. */
export function nationalId(rng: Rng): string {
  const number = numerals(rng, 8);
  return number + 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(number) % 23);
}

function numerals(rng: Rng, count: number): string {
  return Array.from({ length: count }, () => rng.integer(10)).join('');
}
