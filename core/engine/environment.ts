import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { RunEnvironment } from '../contract/run.ts';
import { engineVersion } from '../version.ts';

const recorded = ['@duckdb/node-api', '@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', 'better-sqlite3'];

/** What this run is made with, timings left to the caller. */
export function describeEnvironment(): Omit<RunEnvironment, 'startedAt' | 'elapsedMs' | 'fitMs'> {
  return {
    engineVersion,
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    libraries: Object.fromEntries(recorded.map((name) => [name, libraryVersion(name)])),
  };
}

/** Version of an installed package, read from its package.json, whether or not it exports it; else "unknown". */
export function libraryVersion(name: string): string {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      const text = readFileSync(join(path, name.replaceAll('/', sep), 'package.json'), 'utf8');
      const { version } = JSON.parse(text) as { version?: unknown };
      if (typeof version === 'string') return version;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return 'unknown';
}
