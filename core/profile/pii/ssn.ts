import { digitsOf, masked, type Recogniser } from './recogniser.ts';

const written = /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g;

/** Social security numbers of the United States, with dashes: no part of zeros, no area 666 or from 900. */
export const ssn: Recogniser = {
  id: 'pii.ssn',
  label: 'social security numbers',
  base: 0.6,
  context: ['ssn', 'social', 'security'],
  types: ['text'],
  candidate: '(^|[^0-9-])[0-9]{3}-[0-9]{2}-[0-9]{4}($|[^0-9-])',
  digits: null,
  chance: 0,
  find(text) {
    for (const [found] of text.matchAll(written)) if (isIssued(digitsOf(found))) return found;
    return null;
  },
  mask: (found) => masked(found, 0, 2),
};

/** The same without dashes, claimed only under a name that says so. */
export const plainSsn: Recogniser = {
  ...ssn,
  base: 0.2,
  types: ['text', 'integer'],
  candidate: '^[0-9]{7,9}$',
  digits: [7, 9],
  find: (text) => (/^\d{7,9}$/.test(text) && isIssued(text.padStart(9, '0')) ? text : null),
};

function isIssued(digits: string): boolean {
  const area = digits.slice(0, 3);
  return (
    area !== '000' &&
    area !== '666' &&
    area < '900' &&
    digits.slice(3, 5) !== '00' &&
    digits.slice(5) !== '0000'
  );
}
