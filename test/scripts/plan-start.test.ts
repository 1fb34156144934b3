import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronRuntime } from '../../scripts/electron-runtime.ts';
import { planStart } from '../../scripts/plan-start.ts';

const ready = { platform: 'linux', display: ':0', isRoot: false, runtime: { executable: '/e' } } as const;

describe('starting', () => {
  it('opens the desktop app where its runtime and a display are there', () => {
    expect(planStart(ready)).toEqual({ kind: 'desktop', executable: '/e' });
    expect(planStart({ ...ready, platform: 'darwin', display: undefined })).toMatchObject({
      kind: 'desktop',
    });
  });

  it('says in one line why it opens the browser instead', () => {
    const plans = [
      planStart({ ...ready, runtime: { reason: 'TypeError: fetch failed' } }),
      planStart({ ...ready, display: undefined }),
      planStart({ ...ready, isRoot: true }),
    ];
    expect(plans.map((plan) => plan.kind === 'browser' && plan.why)).toEqual([
      "Electron's runtime is not here and could not be downloaded (TypeError: fetch failed): opening Assay in the browser instead.",
      'There is no display for the desktop app: opening Assay in the browser instead.',
      'The desktop app keeps its sandbox, which root cannot have: opening Assay in the browser instead.',
    ]);
  });
});

describe("Electron's runtime", () => {
  it('counts as present only when it is whole and of the right version', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-runtime-'));
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}');
    expect(electronRuntime(folder)).toBeNull();
    writeFileSync(join(folder, 'dist/version'), 'v45.4.1');
    writeFileSync(join(folder, 'path.txt'), 'electron');
    expect(electronRuntime(folder)).toBeNull();
    writeFileSync(join(folder, 'dist/electron'), '');
    expect(electronRuntime(folder)).toBe(join(folder, 'dist/electron'));
    writeFileSync(join(folder, 'dist/version'), '44.0.0');
    expect(electronRuntime(folder)).toBeNull();
    rmSync(folder, { recursive: true });
  });
});
