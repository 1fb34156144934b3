import { describe, expect, test } from 'vitest';
import type { ProfilePartEvent } from '../../core/contract/job.ts';
import type { Profile } from '../../core/contract/profile.ts';
import { profileTable } from '../../core/profile/profile.ts';
import { countedColumns, findingsOf } from '../../renderer/client/findings.ts';
import { emptyView, withEvent } from '../../renderer/client/job-view.ts';
import { loadText } from '../support/load-text.ts';
import { tableOf } from '../support/temporary-project.ts';

/** A table with findings of every severity, from several detectors. */
const text = (() => {
  const rows = Array.from({ length: 200 }, (_, i) => {
    const label = i % 3 === 0 ? 'yes' : 'no';
    const age = i % 20 === 0 ? 999 : 20 + ((i * 7) % 50);
    return [500 + i, age, i % 9 === 0 ? '?' : `town ${i % 4}`, 1, `${label}!`, i % 4 === 0 ? '' : i, label];
  });
  return `id,age,city,fixed,copy,gaps,label\n${rows.map((row) => row.join(',')).join('\n')}\n`;
})();

async function examine(): Promise<{ profile: Profile; parts: ProfilePartEvent[] }> {
  const loaded = await loadText(text);
  const { table, duck } = await tableOf(loaded.project, loaded);
  const parts: ProfilePartEvent[] = [];
  const profile = await profileTable({
    sql: duck.sql,
    table,
    target: { column: 'label' },
    seed: 1,
    now: () => 0,
    onPart: (part) => parts.push(part),
  });
  return { profile, parts };
}

function soFar(parts: readonly ProfilePartEvent[]) {
  const { found } = parts.reduce(withEvent, emptyView);
  return findingsOf({ profile: null, found, counted: [] });
}

describe('findings', () => {
  test('of all parts are those of the profile, whatever order they came in', async () => {
    const { profile, parts } = await examine();
    expect(new Set(profile.issues.map(({ severity }) => severity))).toEqual(
      new Set(['error', 'warning', 'note']),
    );
    expect(parts.length).toBeGreaterThan(profile.columns.length + 3);
    for (const order of [parts, [...parts].reverse()]) {
      const { columns, issues, isComplete } = soFar(order);
      expect(columns).toEqual(profile.columns);
      expect(issues).toEqual(profile.issues);
      expect(isComplete).toBe(false);
    }
  });

  test('grow with every part, and an issue that was there stays', async () => {
    const { profile, parts } = await examine();
    const columnParts = parts.filter(({ columns }) => columns.length > 0);
    const some = soFar(columnParts.slice(0, 2));
    expect(countedColumns(some)).toBe(2);
    expect(some.issues).toEqual([]);
    for (const [i, column] of some.columns.entries()) if (column) expect(column).toEqual(profile.columns[i]);
    const half = soFar(parts.slice(0, -1)).issues;
    expect(profile.issues.filter((issue) => half.some((found) => found.title === issue.title))).toEqual(half);
  });

  test('are those of the profile once it is complete', async () => {
    const { profile, parts } = await examine();
    const { found } = parts.slice(0, 3).reduce(withEvent, emptyView);
    const findings = findingsOf({ profile, found, counted: [] });
    expect(findings).toEqual({ columns: profile.columns, issues: profile.issues, isComplete: true });
  });

  test('keep the statistics that are known while another target is examined', async () => {
    const { profile } = await examine();
    const findings = findingsOf({ profile: null, found: null, counted: profile.columns });
    expect(findings).toEqual({ columns: profile.columns, issues: [], isComplete: false });
  });
});
