import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Profile, profile as profileSchema, type TargetSpec } from '../../core/contract/profile.ts';
import { loadFile } from '../../core/load/load-file.ts';
import { openTable } from '../../core/load/open-table.ts';
import { profileTable } from '../../core/profile/profile.ts';
import { proposeDrops, proposeTarget } from '../../core/profile/propose.ts';
import { type Duck, openDuck } from '../../core/store/duck.ts';

// To accept changed findings after looking at them: UPDATE_GOLDEN=1 npx vitest run test/profile/golden.test.ts

const folder = new URL('../../sample-data/', import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
const scratch = mkdtempSync(join(tmpdir(), 'assay-golden-'));
let duck: Duck;

beforeAll(async () => {
  duck = await openDuck({ threads: 2, memoryLimitMb: 512, spillDirectory: null, allowedPaths: null });
});
afterAll(() => {
  duck.close();
  rmSync(scratch, { recursive: true });
});

describe.each(files)('%s', (file) => {
  const goldenPath = join(folder, file.replace(/\.csv$/, '.expected.json'));

  test('has the expected columns, findings and proposal', async () => {
    const golden = JSON.parse(readFileSync(goldenPath, 'utf8'));
    const found = summarise(await profileOf(file, golden.target));
    if (process.env.UPDATE_GOLDEN) writeFileSync(goldenPath, format(found));
    expect(found).toEqual(process.env.UPDATE_GOLDEN ? found : golden);
  });
});

async function profileOf(file: string, target: TargetSpec): Promise<Profile> {
  const loaded = await loadFile({
    path: join(folder, file),
    targetDirectory: scratch,
    temporaryDirectory: scratch,
    openSql: (allowedPaths) =>
      openDuck({ threads: 2, memoryLimitMb: 512, spillDirectory: null, allowedPaths }),
  });
  const table = openTable({ ...loaded, version: loaded.id });
  const now = () => performance.now();
  return profileSchema.parse(await profileTable({ sql: duck.sql, table, target, seed: 1, now }));
}

function summarise(profile: Profile) {
  return {
    target: profile.target,
    rowCount: profile.rowCount,
    columns: profile.columns.map(({ column, missing, distinct }) => ({
      name: column.name,
      type: column.type,
      missing,
      distinct,
    })),
    issues: profile.issues.map(({ detector, columns, severity, count }) => ({
      detector,
      columns,
      severity,
      count,
    })),
    proposedTarget: proposeTarget(profile.columns)?.target ?? null,
    proposedDrops: proposeDrops(profile).map(({ column }) => column),
  };
}

/** JSON with one line per column and issue. */
function format(value: ReturnType<typeof summarise>): string {
  const list = (items: readonly unknown[]) =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
  const members = Object.entries(value).map(
    ([key, member]) => `  "${key}": ${Array.isArray(member) ? list(member) : JSON.stringify(member)}`,
  );
  return `{\n${members.join(',\n')}\n}\n`;
}
