import { expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../core/engine/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { endOf, loadCsv, openEngine } from './open-engine.ts';

function open(folder: string): Engine {
  const engine = openEngine(folder);
  onTestFinished(() => engine.close());
  return engine;
}

/** 100 rows of which 5 lack a score. */
const table = `score,bought\n${Array.from({ length: 100 }, (_, i) => {
  return `${i < 5 ? '' : (i * 37) % 101},${i % 3 === 0 ? 'yes' : 'no'}`;
}).join('\n')}\n`;

const target = { column: 'bought' };

it('a profile goes by the thresholds that are set, and one with other thresholds is kept beside it', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const { client } = engine;
  const version = await loadCsv(engine, folder, table);
  const severityWith = async (thresholds?: Record<string, number>) => {
    const request = { version, target, ...(thresholds ? { thresholds } : {}) };
    await endOf(engine, (await client.profile.start(request)).job);
    const profile = await client.profile.get(request);
    return profile?.issues.find(({ detector }) => detector === 'missing.column')?.severity ?? null;
  };
  expect(await severityWith()).toBe('note');
  expect(await severityWith({ missingWarning: 0.04 })).toBe('warning');
  expect(await severityWith({ missingNote: 0.06 })).toBe(null);
  expect(await severityWith()).toBe('note');
});

it('checks of a split go by them too', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const { client } = engine;
  const version = await loadCsv(engine, folder, table);
  const { spec } = await client.experiment.propose({ version, target });
  const { target: asked, split, recipe, seed } = spec;
  const findings = async (thresholds?: Record<string, number>) => {
    const request = {
      version,
      target: asked,
      split,
      recipe,
      seed,
      ...(thresholds ? { thresholds } : {}),
    };
    expect((await endOf(engine, (await client.split.check(request)).job)).error).toBe(null);
    const checks = await client.split.getChecks(request);
    return checks?.issues.filter(({ detector }) => detector === 'split.size').length;
  };
  expect(await findings()).toBeGreaterThan(0);
  expect(await findings({ sizeTest: 5, sizeTestClass: 1, sizeValidationClass: 1, sizeTrainClass: 1 })).toBe(
    0,
  );
});

it('a threshold that there is not is an error that says which one was meant', async () => {
  const folder = temporaryFolder();
  const engine = open(folder);
  const version = await loadCsv(engine, folder, table);
  await expect(
    engine.client.profile.start({ version, target, thresholds: { missingWarnin: 0.1 } }),
  ).rejects.toMatchObject({ code: 'OPTION_INVALID', message: expect.stringContaining('"missingWarning"') });
});
