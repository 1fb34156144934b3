import { spawn } from 'node:child_process';

/** What a child process printed as its last line, as JSON, and how long it ran. `isComplete` is false when it was ended for taking longer than allowed. */
export interface ChildResult {
  readonly isComplete: boolean;
  readonly elapsedMs: number;
  readonly answer: unknown;
}

/** Runs a program whose last line of output is JSON. Rejects when it fails for another reason than its time. */
export function measureChild(options: {
  command: string;
  args: readonly string[];
  timeoutMs: number;
}): Promise<ChildResult> {
  const { command, args, timeoutMs } = options;
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      complaint += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const elapsedMs = performance.now() - started;
      if (isLate) resolve({ isComplete: false, elapsedMs, answer: null });
      else if (code !== 0) reject(new Error(`${command} ended with ${code}: ${complaint.slice(-2000)}`));
      else
        resolve({ isComplete: true, elapsedMs, answer: JSON.parse(output.trim().split('\n').at(-1) ?? '') });
    });
  });
}
