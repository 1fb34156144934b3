import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultRelationLimits, relationLimitTable } from '../../core/profile/relations/relation-limits.ts';
import { relationDetectorIds } from '../../core/profile/relations/relation-registry.ts';
import { defaultSplitLimits, splitLimitTable } from '../../core/split/checks/split-limits.ts';
import { splitChecks } from '../../core/split/checks/split-registry.ts';

const page = readFileSync(new URL('../../docs/detectors.md', import.meta.url), 'utf8');

/** Cells of the rows of the table under a heading. */
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

const limitTable = { ...relationLimitTable, ...splitLimitTable };

test('the page lists every finding between datasets and every check of a split, in the order of the registries', () => {
  expect(tableUnder('What is flagged between datasets').map(([id]) => id)).toEqual(relationDetectorIds);
  expect(tableUnder('What is flagged about a split').map(([id]) => id)).toEqual(
    splitChecks.map(({ id }) => id),
  );
});

test('the page lists every limit with its default', () => {
  const expected = Object.entries(limitTable).map(([name, { detectors, value, meaning }]) => [
    `\`${name}\``,
    detectors.join(', '),
    String(value),
    meaning,
  ]);
  expect(tableUnder('Limits of relations and splits')).toEqual(expected);
});

test('every limit is in force and belongs to a finding that exists', () => {
  const known = new Set([...relationDetectorIds, ...splitChecks.map(({ id }) => id)]);
  const used = Object.values(limitTable).flatMap(({ detectors }) => detectors);
  expect(used.filter((id) => !known.has(id))).toEqual([]);
  expect({ ...defaultRelationLimits, ...defaultSplitLimits }).toEqual(
    Object.fromEntries(Object.entries(limitTable).map(([name, { value }]) => [name, value])),
  );
});
