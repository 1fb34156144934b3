import { digitsOf, masked, type Recogniser } from './recogniser.ts';

const international = /(?<![\d+])\+[1-9]\d{0,2}[ .()/-]{0,2}\d(?:[ .()/-]{0,2}\d){5,12}(?!\d)/;
const american = /(?<![\d-])\(?[2-9]\d{2}\)?[ .-]\s?[2-9]\d{2}[ .-]\d{4}(?![\d-])/;

/** Telephone numbers with a country prefix, or in the form of North America. Others are told by name of column. */
export const phone: Recogniser = {
  id: 'pii.phone',
  label: 'telephone numbers',
  base: 0.6,
  context: ['phone', 'telephone', 'tel', 'mobile', 'cell', 'fax', 'telefon', 'handy', 'msisdn', 'whatsapp'],
  types: ['text'],
  candidate: '[+][1-9][0-9 .()/-]{6,}[0-9]|[2-9][0-9]{2}[)]?[ .-] ?[2-9][0-9]{2}[ .-][0-9]{4}',
  digits: null,
  chance: 0,
  find(text) {
    const found = international.exec(text)?.[0] ?? american.exec(text)?.[0] ?? null;
    if (found === null) return null;
    const count = digitsOf(found).length;
    return count >= 8 && count <= 15 ? found : null;
  },
  mask: (found) => masked(found, 2, 2),
};

/** National numbers: six to fifteen digits with usual separators, claimed only under a name that says phone. */
export const nationalPhone: Recogniser = {
  ...phone,
  base: 0.2,
  types: ['text', 'integer'],
  candidate: '^[ (0-9][0-9 .()/-]{4,}[0-9]$',
  digits: [7, 15],
  find(text) {
    const count = digitsOf(text).length;
    return /^[ (\d][\d .()/-]+$/.test(text) && count >= 6 && count <= 15 ? text : null;
  },
};
