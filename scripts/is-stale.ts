import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** True when `output` is missing or older than anything in `sources` (files, or folders with all below them). */
export function isStale(output: string, sources: readonly string[]): boolean {
  if (!existsSync(output)) return true;
  const builtAtMs = statSync(output).mtimeMs;
  return sources.some((source) => newestMs(source) > builtAtMs);
}

function newestMs(path: string): number {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}
