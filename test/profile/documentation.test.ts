import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detectors } from '../../core/profile/registry.ts';
import { defaultThresholds, thresholdTable } from '../../core/profile/thresholds.ts';

const page = readFileSync(new URL('../../docs/detectors.md', import.meta.url), 'utf8');

/** First cells of the rows of the table under a heading. */
function tableUnder(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

test('the page lists every detector in the order of the registry', () => {
  expect(tableUnder('What is flagged').map(([id]) => id)).toEqual(detectors.map(({ id }) => id));
});

test('the page lists every threshold with its default', () => {
  const listed = tableUnder('Thresholds');
  const expected = Object.entries(thresholdTable).map(([name, { detectors: users, value, meaning }]) => [
    `\`${name}\``,
    users.join(', '),
    String(value),
    meaning,
  ]);
  expect(listed).toEqual(expected);
});

test('every threshold belongs to a detector that exists', () => {
  const known = new Set(detectors.map(({ id }) => id));
  const used = Object.values(thresholdTable).flatMap(({ detectors: users }) => users);
  expect(used.filter((id) => !known.has(id))).toEqual([]);
  expect(Object.keys(defaultThresholds)).toEqual(Object.keys(thresholdTable));
});
