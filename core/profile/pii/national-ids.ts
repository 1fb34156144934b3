import { passesLuhn, passesMod11And10, passesVerhoeff, remainder97, weightedSum } from './check-digits.ts';
import { digitsOf, masked, type Recogniser } from './recogniser.ts';

/** A country's number: its shape as a whole cell and the test of its check digits. */
interface NationalId {
  readonly country: string;
  readonly shape: RegExp;
  passes(plain: string): boolean;
}

const spanishLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';
const finnishLetters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Shapes with letters or separators of their own, and check digits. */
const telling: readonly NationalId[] = [
  {
    country: 'Spain',
    shape: /^(?:\d{8}|[XYZ]\d{7})-?[A-Z]$/i,
    passes(plain) {
      const number = plain.toUpperCase().replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
      return spanishLetters.charAt(Number(number.slice(0, 8)) % 23) === number.slice(8);
    },
  },
  {
    country: 'Italy',
    shape: /^[A-Z]{6}\d{2}[ABCDEHLMPRST][0-7]\d[A-Z]\d{3}[A-Z]$/i,
    passes: (plain) => italianCheck(plain.toUpperCase()),
  },
  {
    country: 'Finland',
    shape: /^[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]$/i,
    passes(plain) {
      const digits = Number(digitsOf(plain.slice(0, -1)));
      return finnishLetters.charAt(digits % 31) === plain.slice(-1).toUpperCase();
    },
  },
  {
    country: 'China',
    shape: /^[1-8]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dX]$/i,
    passes(plain) {
      const rest = weightedSum(plain, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11;
      return '10X98765432'.charAt(rest) === plain.slice(-1).toUpperCase();
    },
  },
  {
    country: 'France',
    shape: /^[12] ?\d{2} ?[01]\d ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}$/i,
    passes(plain) {
      const number = plain.toUpperCase().replace('2A', '19').replace('2B', '18');
      return 97 - (Number(number.slice(0, 13)) % 97) === Number(number.slice(13));
    },
  },
  {
    country: 'Switzerland',
    shape: /^756\.?\d{4}\.?\d{4}\.?\d{2}$/,
    passes: (plain) => weightedSum(plain, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  },
  {
    country: 'Brazil',
    shape: /^\d{3}\.\d{3}\.\d{3}-\d{2}$/,
    passes: brazilianCheck,
  },
  {
    country: 'Belgium',
    shape: /^\d{2}\.[01]\d\.[0-3]\d-\d{3}\.\d{2}$/,
    passes(plain) {
      const check = Number(plain.slice(9));
      return [plain.slice(0, 9), `2${plain.slice(0, 9)}`].some((body) => 97 - remainder97(body) === check);
    },
  },
  {
    country: 'Sweden',
    shape: /^(?:19|20)?\d{2}[01]\d[0-3]\d[-+]\d{4}$/,
    /* From the hundredth year on a + stands in place of the -. */
    passes: (plain) => passesLuhn(digitsOf(plain).slice(-10)),
  },
  {
    country: 'the United Kingdom',
    shape: /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/i,
    passes: () => true,
  },
];

/** Bare digits: chance passes so many that only the name of the column can say what they are. */
const bare: readonly NationalId[] = [
  { country: 'Brazil', shape: /^\d{11}$/, passes: brazilianCheck },
  {
    country: 'Poland',
    shape: /^\d{11}$/,
    passes: (plain) => weightedSum(plain, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  },
  { country: 'Germany', shape: /^[1-9]\d{10}$/, passes: passesMod11And10 },
  {
    country: 'the Netherlands',
    shape: /^\d{9}$/,
    passes: (plain) => weightedSum(plain, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  },
  { country: 'Canada', shape: /^[1-79]\d{2}[ -]?\d{3}[ -]?\d{3}$/, passes: passesLuhn },
  { country: 'India', shape: /^[2-9]\d{3} ?\d{4} ?\d{4}$/, passes: passesVerhoeff },
];

const mask = (found: string) => masked(found, 1, 1);
const context = [
  'national',
  'identity',
  'citizen',
  'passport',
  'tax',
  'taxpayer',
  'dni',
  'nie',
  'nif',
  'cpf',
  'pesel',
  'bsn',
  'sin',
  'aadhaar',
  'ahv',
  'avs',
  'nir',
  'insee',
  'codice',
  'fiscale',
  'steuer',
  'personnummer',
  'hetu',
  'nino',
  'insurance',
  'ssn',
  'resident',
];

/** Identity numbers whose shape and check digits tell the country. */
export const nationalId: Recogniser = {
  id: 'pii.national-id',
  label: 'national identity numbers',
  base: 0.6,
  context,
  types: ['text'],
  candidate:
    '(?i)^ *([0-9XYZ][0-9]{7}-?[A-Z]|[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]|[0-9]{6}[-+A-Y][0-9]{3}[0-9A-Z]|[0-9]{17}[0-9X]|[12][0-9 AB]{14,20}|756[0-9.]{10,13}|[0-9]{3}[.][0-9]{3}[.][0-9]{3}-[0-9]{2}|[0-9]{2}[.][0-9]{2}[.][0-9]{2}-[0-9]{3}[.][0-9]{2}|[0-9]{6,8}[-+][0-9]{4}|[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]) *$',
  digits: null,
  chance: 0.045,
  find: (text) => findIn(telling, text),
  mask,
};

/** Identity numbers of bare digits, claimed only under a name that says so. */
export const bareNationalId: Recogniser = {
  ...nationalId,
  base: 0.2,
  types: ['text', 'integer'],
  candidate: '^ *[0-9][0-9 -]{7,13}[0-9] *$',
  digits: [9, 12],
  chance: 0.1,
  find: (text) => findIn(bare, text),
};

function findIn(kinds: readonly NationalId[], text: string): string | null {
  const cell = text.trim();
  const isOne = kinds.some(({ shape, passes }) => shape.test(cell) && passes(cell.replace(/[ .-]/g, '')));
  return isOne ? cell : null;
}

function brazilianCheck(plain: string): boolean {
  if (new Set(plain).size === 1) return false;
  const check = (count: number) => {
    const weights = Array.from({ length: count }, (_, i) => count + 1 - i);
    return ((weightedSum(plain, weights) * 10) % 11) % 10 === Number(plain[count]);
  };
  return check(9) && check(10);
}

const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

function italianCheck(code: string): boolean {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const letter = code.charAt(i);
    const value = /\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 65;
    sum += i % 2 === 0 ? (oddValues[value] ?? 0) : value;
  }
  return code.charCodeAt(15) - 65 === sum % 26;
}
