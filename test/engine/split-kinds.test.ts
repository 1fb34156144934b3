import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipeSpec, splitSpec } from '../../core/contract/experiment.ts';
import type { DatasetVersionId } from '../../core/contract/ids.ts';
import type { Engine } from '../../core/engine/index.ts';
import { createRng } from '../../core/shared/rng.ts';
import { loadCsv, openEngine } from './open-engine.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'assay-split-kinds-'));
let engine: Engine;
let version: DatasetVersionId;

/** 150 patients with six visits each, one of them much more often; every tenth visit has no day. */
function table(): string {
  const rng = createRng(8);
  const lines = Array.from({ length: 1000 }, (_, row) => {
    const patient = row < 900 ? row % 150 : 150;
    const day = new Date(86_400_000 * (19_000 + rng.integer(500))).toISOString().slice(0, 10);
    return [
      `p${patient}`,
      row % 10 === 0 ? '' : day,
      rng.normal().toFixed(3),
      rng.next() < 0.3 ? 'yes' : 'no',
    ];
  });
  return `patient,day,x,y\n${lines.map((cells) => cells.join(',')).join('\n')}\n`;
}

beforeAll(async () => {
  engine = openEngine(folder);
  version = await loadCsv(engine, folder, table());
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const preview = (split: object, recipe: object = {}, seed = 1) =>
  engine.client.split.preview({
    version,
    target: { column: 'y', positive: 'yes' },
    split: splitSpec.parse(split),
    recipe: recipeSpec.parse(recipe),
    seed,
  });

test('groups are parted whole, and where that moves sizes far off it is said', async () => {
  const roles = { patient: 'group' };
  const split = await preview({ kind: 'group' }, { roles });
  expect(split.train.rows + split.validation.rows + split.test.rows).toBe(1000);
  expect(Math.abs(split.train.rows - 600)).toBeLessThan(20);
  expect(split.warnings).toEqual([]);
  const few = await preview({ kind: 'group' }, { roles, dropRows: [{ kind: 'rows', rows: firstRows(860) }] });
  expect(few.excluded.filtered).toBe(860);
  expect(few.train.rows).toBe(100);
  expect(few.warnings[0]).toBe('Groups stay together, so the train part has 71 % of the rows and not 60 %.');
});

test('parts go by time, rows without one are in none, and the seed changes nothing', async () => {
  const roles = { day: 'time' };
  const split = await preview({ kind: 'time' }, { roles });
  expect(split.excluded).toEqual({ missingTarget: 0, duplicate: 0, withoutTime: 100 });
  expect(split.train.rows + split.validation.rows + split.test.rows).toBe(900);
  expect(Math.abs(split.train.rows - 540)).toBeLessThan(10);
  expect((await preview({ kind: 'time' }, { roles }, 7)).digest).toBe(split.digest);
  expect((await preview({ kind: 'group' }, { roles: { patient: 'group' } }, 7)).digest).not.toBe(
    split.digest,
  );
});

test('without a column to go by the split says what it needs', async () => {
  await expect(preview({ kind: 'group' })).rejects.toMatchObject({ code: 'SPEC_INVALID' });
  await expect(preview({ kind: 'time' })).rejects.toThrow(
    'give one the role "time", or choose another split.',
  );
  await expect(preview({ kind: 'time' }, { roles: { patient: 'time' } })).rejects.toThrow(
    'cast it to a date',
  );
});

function firstRows(count: number): number[] {
  return Array.from({ length: count }, (_, row) => row + 1);
}
