import type { Rng } from '../../../core/shared/rng.ts';
import { between, dateText, pick, poisson, seconds, stampText, weighted, zipf } from './draw.ts';

/** A column that gives its cells one after the other. All columns of a set are asked in order, row by row. */
export interface CellSource {
  readonly name: string;
  next(): string;
}

const cities = [
  'Zürich',
  'São Paulo',
  'Kraków',
  'Leeds',
  'New York',
  'Oslo',
  'Málaga',
  '東京',
  'Lima',
  'Perth',
];
const words =
  'the pump was running slightly warm after service but output stayed within limits so no action followed team checked valve seals hoses filters twice found nothing unusual next visit planned for spring customer asked about delivery times spare parts invoice address and new contract terms while engineer noted minor wear on bearing replaced gasket cleaned intake reset counter confirmed pressure reading with second gauge left site before noon all fine'.split(
    ' ',
  );

/** Name of the column to predict. */
export const cleanTarget = 'churned';

/**
 * Twenty columns as a careful owner would hand them over, with a target that three features explain in part.
 * Traps for careless detectors are meant: grades A+ and A-, prices that end in .99, a pile of zeros in a count,
 * two natural modes, comments of common words, unsorted dates, codes with leading zeros that stay text.
 */
export function cleanColumns(options: { rowCount: number; rng: Rng }): CellSource[] {
  const { rowCount, rng } = options;
  const row = { risk: 0, shared: 0, number: 100_000 };
  const customers = Math.max(20, Math.floor(rowCount / 8));
  const segment = weighted(rng, { private: 52, small: 27, medium: 14, large: 5, public: 2 });
  const city = weighted(rng, zipf(cities));
  const grade = weighted(rng, { 'A+': 6, A: 22, 'A-': 14, 'B+': 18, B: 21, 'B-': 11, C: 8 });
  const rating = weighted(rng, { 5: 31, 4: 34, 3: 19, 2: 10, 1: 6 });
  const branch = weighted(
    rng,
    zipf(Array.from({ length: 40 }, (_, i) => String((i * 2741 + 731) % 100_000).padStart(5, '0'))),
  );
  const [from, to] = [seconds('2019-01-01'), seconds('2024-01-01')];
  const opened = () => dateText(from + rng.integer((to - from) / 86_400) * 86_400);
  const seen = () => stampText(to + rng.integer(360 * 86_400));
  const sources: [name: string, next: () => string][] = [
    ['record_id', () => String(++row.number)],
    ['customer_id', () => `C${String(rng.integer(customers)).padStart(6, '0')}`],
    [
      'pressure',
      () => {
        row.shared = rng.normal();
        row.risk = 0.55 * row.shared;
        return (1013 + 8 * row.shared).toFixed(1);
      },
    ],
    ['turnover', () => optional(rng, 0.02, Math.exp(6 + 0.6 * row.shared + 0.8 * rng.normal()).toFixed(2))],
    ['price', () => `${between(rng, 2, 240)}.${pick(rng, ['99', '99', '99', '49', '00', '95'])}`],
    [
      'complaints',
      () => {
        const count = poisson(rng, 0.4);
        row.risk += 0.7 * (count - 0.4);
        return String(count);
      },
    ],
    ['latency', () => (5 + 90 * rng.next()).toFixed(3)],
    ['wait_minutes', () => (rng.next() < 0.35 ? 22 + 4 * rng.normal() : 71 + 8 * rng.normal()).toFixed(2)],
    ['humidity', () => optional(rng, 0.04, (100 / (1 + Math.exp(-0.3 - 0.7 * rng.normal()))).toFixed(1))],
    [
      'tenure_months',
      () => {
        const months = 1 + Math.floor(-28 * Math.log(1 - rng.next()));
        row.risk -= 0.018 * (months - 28);
        return String(months);
      },
    ],
    ['rating', () => optional(rng, 0.015, rating())],
    ['segment', segment],
    ['city', city],
    ['grade', grade],
    ['newsletter', () => (rng.next() < 0.37 ? 'true' : 'false')],
    ['opened_on', opened],
    ['last_seen', seen],
    ['comment', () => optional(rng, 0.08, sentence(rng))],
    ['branch_code', branch],
  ];
  const target = () => (rng.next() < 1 / (1 + Math.exp(0.95 - row.risk)) ? 'yes' : 'no');
  return [...sources, [cleanTarget, target] as const].map(([name, next]) => ({ name, next }));
}

function optional(rng: Rng, missing: number, cell: string): string {
  return rng.next() < missing ? '' : cell;
}

/** Eight to fourteen words in no order that means anything. */
export function sentence(rng: Rng): string {
  const length = between(rng, 8, 14);
  const text = Array.from({ length }, () => words[rng.integer(words.length)]).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
