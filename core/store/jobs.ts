import { type Job, job } from '../contract/job.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** Writes the state of a job, new or known. A job that is running belongs to this opening of the project. */
export function saveJob(project: Project, saved: Job): void {
  inDatabase(project.path, () =>
    project.database
      .prepare(
        `INSERT INTO jobs (id, status, started_at, owner, document) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, document = excluded.document`,
      )
      .run(saved.id, saved.status, saved.startedAt, project.owner, toJsonText(saved)),
  );
}

/** Jobs of all sessions, newest first, at most `limit`. */
export function listJobs(project: Project, { limit = 200 }: { limit?: number } = {}): Job[] {
  return inDatabase(project.path, () =>
    project.database
      .prepare<[number], string>('SELECT document FROM jobs ORDER BY started_at DESC, rowid DESC LIMIT ?')
      .pluck()
      .all(limit)
      .map((document) => job.parse(fromJsonText(document))),
  );
}
