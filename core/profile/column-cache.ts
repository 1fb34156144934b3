import type { CodedKeys } from './code-keys.ts';
import type { Levels } from './fetch-levels.ts';

/** What is kept of a column. */
export type Cached = Float64Array | Levels | CodedKeys;

/** Values by key, up to so many bytes of them: the one that was not used for longest is forgotten first. */
export function createColumnCache(limit: number) {
  const entries = new Map<string, { value: Cached; bytes: number }>();
  let held = 0;
  return {
    get(key: string): Cached | undefined {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key: string, value: Cached, bytes: number): void {
      held -= entries.get(key)?.bytes ?? 0;
      entries.delete(key);
      entries.set(key, { value, bytes });
      held += bytes;
      for (const [oldest, entry] of entries) {
        if (held <= limit || oldest === key) break;
        entries.delete(oldest);
        held -= entry.bytes;
      }
    },
  };
}
