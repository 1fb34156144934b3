import type { Rng } from '../../../core/shared/rng.ts';
import type { CellSource } from './clean-columns.ts';
import { between, poisson, seconds, stampText, weighted, zipf } from './draw.ts';

/**
 * Sixteen columns of a machine's log, in which a stamp follows every minute on the last. Traps for careless
 * detectors: whole numbers around zero that hold -1, -9 and 99 by right, percentages with 0 and 100, numbers of nine
 * and sixteen digits that are nobody's, versions that look like dates, "none" as an answer, steps of a half.
 */
export function cleanLogColumns(rng: Rng): CellSource[] {
  const row = { risk: 0, low: 0, time: seconds('2022-03-01') };
  const articles = Array.from({ length: 300 }, () => String(between(rng, 100_000_000, 999_999_999)));
  const batches = Array.from(
    { length: 40 },
    () => `40${String(rng.integer(1e9)).padStart(9, '0')}${between(rng, 10_000, 99_999)}`,
  );
  const firmware = weighted(rng, { '2.4.1': 5, '2.4.10': 3, '2.5.0': 6, '3.0.2': 2, '10.1.12': 1 });
  const model = weighted(rng, zipf(['XR-200', 'XR-210', 'MK 4', 'MK 5', 'Alto/2', 'Brio', 'K9', 'T-1000']));
  const alarm = weighted(rng, { none: 12, low: 4, high: 1 });
  const size = weighted(rng, { S: 3, M: 5, L: 4, XL: 1 });
  const page = weighted(
    rng,
    zipf(['/start', '/docs/start', '/docs/api', '/a-b', '/ab/c', '/help?q=1', '/help']),
  );
  const nextMinute = () => {
    row.time += 60;
    return row.time;
  };
  const sources: [name: string, next: () => string][] = [
    ['logged_at', () => stampText(nextMinute())],
    ['article', () => articles[rng.integer(articles.length)] ?? ''],
    ['batch', () => batches[rng.integer(batches.length)] ?? ''],
    ['firmware', firmware],
    ['model', model],
    [
      'mode',
      () => {
        const mode = rng.integer(3);
        row.risk = 0.5 * (mode - 1);
        return String(mode);
      },
    ],
    [
      'setting',
      () => {
        const setting = Math.round(2 * (6 + 1.5 * rng.normal())) / 2;
        row.risk += 0.3 * (setting - 6);
        return setting.toFixed(1);
      },
    ],
    ['errors', () => String(poisson(rng, 0.16))],
    ['offset_steps', () => String(Math.round(30 * rng.normal()))],
    ['fill_percent', () => String(between(rng, 0, 100))],
    ['built', () => String(between(rng, 1990, 2023))],
    ['alarm', alarm],
    ['size', size],
    ['page', page],
    [
      'low_bar',
      () => {
        row.low = 12 + 2 * rng.normal();
        return row.low.toFixed(2);
      },
    ],
    ['high_bar', () => (row.low + 5 + 1.9 * Math.abs(rng.normal())).toFixed(2)],
    ['failed', () => (rng.next() < 1 / (1 + Math.exp(1.1 - row.risk)) ? 'true' : 'false')],
  ];
  return sources.map(([name, next]) => ({ name, next }));
}

/** Name of the column to predict. */
export const cleanLogTarget = 'failed';
