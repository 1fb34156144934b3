import { passesLuhn } from './check-digits.ts';
import { digitsOf, masked, type Recogniser } from './recogniser.ts';

const shape = /(?<![\d.-])(?:\d[ -]?){12,18}\d(?![\d.-])/g;
const issuers =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|4[4-9]\d|5\d\d)\d{12}|35\d{14}|62\d{14,17})$/;

/** Numbers of payment cards: an issuer's prefix and length, and Luhn's check digit. */
export const card: Recogniser = {
  id: 'pii.card',
  label: 'payment card numbers',
  base: 0.6,
  context: ['card', 'credit', 'debit', 'pan', 'visa', 'mastercard', 'amex', 'payment', 'cc'],
  types: ['text', 'integer'],
  candidate: '(^|[^0-9.-])([0-9][ -]?){12,18}[0-9]($|[^0-9.-])',
  digits: [13, 19],
  chance: 0.025,
  find(text) {
    for (const [found] of text.matchAll(shape)) {
      const digits = digitsOf(found);
      if (issuers.test(digits) && passesLuhn(digits)) return found;
    }
    return null;
  },
  mask: (found) => masked(found, 0, 4),
};
