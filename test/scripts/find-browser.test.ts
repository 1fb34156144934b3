import { describe, expect, it } from 'vitest';
import { type BrowserFacts, planBrowser } from '../../scripts/find-browser.ts';

const playwrightPath = '/cache/playwright/chrome';

function plan(present: string[], facts: Partial<BrowserFacts> = {}) {
  return planBrowser({
    named: undefined,
    playwrightPath,
    exists: (path) => present.includes(path),
    isDebian: true,
    isRoot: true,
    ...facts,
  });
}

describe('the browser for tests', () => {
  it('is the one that CHROMIUM_PATH names, before all others', () => {
    expect(plan(['/my/chrome', playwrightPath], { named: '/my/chrome' })).toEqual({
      kind: 'use',
      path: '/my/chrome',
    });
  });

  it('is not another one when CHROMIUM_PATH names none', () => {
    expect(plan([playwrightPath], { named: '/gone' })).toEqual({
      kind: 'absent',
      message: 'CHROMIUM_PATH is /gone, and there is no such file.',
    });
  });

  it("is Playwright's own before the system's", () => {
    expect(plan(['/usr/bin/chromium', playwrightPath])).toEqual({ kind: 'use', path: playwrightPath });
  });

  it.each(['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'])(
    'may be %s',
    (path) => {
      expect(plan([path], { isRoot: false })).toEqual({ kind: 'use', path });
    },
  );

  it('is installed from the package on Debian as root', () => {
    const found = plan([]);
    expect(found.kind === 'install' && found.commands.map((command) => command.join(' '))).toEqual([
      'apt-get update',
      'apt-get install -y --no-install-recommends chromium',
    ]);
  });

  it('is asked for in words anywhere else', () => {
    expect(plan([], { isRoot: false })).toMatchObject({
      kind: 'absent',
      message: expect.stringContaining('Type: sudo apt-get install chromium'),
    });
    expect(plan([], { isDebian: false })).toMatchObject({
      kind: 'absent',
      message: expect.stringContaining('Type: npx playwright install chromium'),
    });
  });
});
