import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A process that runs a script of this folder, and what it has written so far, line by line. */
export interface Child {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** Resolves when that many lines have come. */
  wrote(count: number): Promise<void>;
  /** SIGKILL, and resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts a script of this folder; killed at the latest when the test ends. */
export function startChild(script: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const check of waiting) check();
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(kill);
  return {
    process: child,
    lines,
    kill,
    wrote: (count) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (lines.length >= count) resolve();
        };
        waiting.add(check);
        child.once('exit', (code) =>
          reject(new Error(`${script} ended with ${code} after ${lines.length} lines`)),
        );
        check();
      }),
  };
}
