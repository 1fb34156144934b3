import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const launcher = fileURLToPath(new URL('../../cli/assay.mjs', import.meta.url));
export const sampleData = fileURLToPath(new URL('../../sample-data', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with everything on standard error so far, and a function that sends a signal. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Types a command: starts the real launcher and waits for its end. */
export function runAssay(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { cwd = tmpdir(), node = process.execPath, env = {}, onStderr } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(node, [launcher, ...args], { cwd, env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onStderr?.(stderr, (signal) => child.kill(signal));
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** A folder that is gone after `using` it. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'assay-cli-'));
  return {
    path,
    write(name: string, content: string | Uint8Array): string {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A CSV of two classes that one column tells apart, mostly. Same rows every time. */
export function smallCsv(rows = 120): string {
  const lines = ['size,colour,label'];
  for (let i = 0; i < rows; i++) {
    const isPositive = i % 3 === 0;
    const size = ((i * 37) % 100) / 10 + (isPositive ? 4 : 0);
    lines.push(`${size.toFixed(1)},${['red', 'green', 'blue'][(i * 7) % 3]},${isPositive ? 'yes' : 'no'}`);
  }
  return `${lines.join('\n')}\n`;
}

/** An experiment on `small.csv` with two quick learners; `extra` is more YAML. */
export function smallSpec(extra = ''): string {
  return `assay: 1
name: Small
data:
  path: small.csv
target:
  column: label
  positive: 'yes'
learners:
  - kind: prior
  - kind: logistic-regression
${extra}`;
}
