import type { Database } from 'better-sqlite3';
import { job } from '../contract/job.ts';
import { fromJsonText, toJsonText } from './json-text.ts';

/** Marks the running jobs of openings that are gone as interrupted; returns their ids, oldest first. */
export function interruptJobs(options: {
  database: Database;
  /** Openings that are alive. */
  live: ReadonlySet<string>;
  now: Date;
}): string[] {
  const { database, live, now } = options;
  const update = database.prepare(`UPDATE jobs SET status = 'interrupted', document = ? WHERE id = ?`);
  return database
    .prepare<[], { id: string; owner: string; document: string }>(
      `SELECT id, owner, document FROM jobs WHERE status = 'running' ORDER BY started_at, id`,
    )
    .all()
    .filter(({ owner }) => !live.has(owner))
    .map(({ id, document }) => {
      const ended = {
        ...job.parse(fromJsonText(document)),
        status: 'interrupted' as const,
        endedAt: now.toISOString(),
        message: 'Interrupted: the program ended before the job did.',
      };
      update.run(toJsonText(ended), id);
      return id;
    });
}
