import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** What is known of the machine when a browser is looked for. */
export interface BrowserFacts {
  /** CHROMIUM_PATH, where it is set. */
  readonly named: string | undefined;
  /** Where Playwright would have put its own. */
  readonly playwrightPath: string;
  readonly exists: (path: string) => boolean;
  readonly isDebian: boolean;
  readonly isRoot: boolean;
}

export type BrowserPlan =
  | { readonly kind: 'use'; readonly path: string }
  | { readonly kind: 'install'; readonly commands: readonly (readonly string[])[] }
  | { readonly kind: 'absent'; readonly message: string };

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Which browser to use, or how to come by one: the one named, Playwright's own, the system's, Debian's package. */
export function planBrowser(facts: BrowserFacts): BrowserPlan {
  const { named, playwrightPath, exists } = facts;
  if (named) {
    if (exists(named)) return { kind: 'use', path: named };
    return { kind: 'absent', message: `CHROMIUM_PATH is ${named}, and there is no such file.` };
  }
  const path = [playwrightPath, ...systemPaths].find(exists);
  if (path !== undefined) return { kind: 'use', path };
  if (facts.isDebian && facts.isRoot) {
    return {
      kind: 'install',
      commands: [
        ['apt-get', 'update'],
        ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
      ],
    };
  }
  const command = facts.isDebian ? 'sudo apt-get install chromium' : 'npx playwright install chromium';
  return {
    kind: 'absent',
    message: `The browser tests need Chromium. Type: ${command} (or set CHROMIUM_PATH to one you have).`,
  };
}

/** The path of a Chromium, installed first where that is possible without asking. Throws with what to type. */
export function findBrowser(): string {
  const plan = planBrowser(machineFacts());
  if (plan.kind === 'absent') throw new Error(plan.message);
  if (plan.kind === 'use') return plan.path;
  for (const [command = '', ...rest] of plan.commands) {
    console.log(`Chromium is missing: ${[command, ...rest].join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync(command, rest, { stdio: ['ignore', 'inherit', 'inherit'], env });
    if (status !== 0) {
      throw new Error(
        `"${[command, ...rest].join(' ')}" failed: install Chromium and set CHROMIUM_PATH to it.`,
      );
    }
  }
  const installed = planBrowser(machineFacts());
  if (installed.kind === 'use') return installed.path;
  throw new Error('apt-get installed chromium, but none is at its usual places: set CHROMIUM_PATH to it.');
}

function machineFacts(): BrowserFacts {
  return {
    named: process.env.CHROMIUM_PATH,
    playwrightPath: chromium.executablePath(),
    exists: existsSync,
    isDebian: existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
    isRoot: process.getuid?.() === 0,
  };
}
