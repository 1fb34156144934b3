import type { JobId } from '../contract/ids.ts';
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

/** The job with this id, or null. */
export function findJob(project: Project, id: JobId): Job | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string], string>('SELECT document FROM jobs WHERE id = ?')
      .pluck()
      .get(id);
    return document === undefined ? null : job.parse(fromJsonText(document));
  });
}

/**
 * Jobs of all sessions, newest first, at most `limit`. Checks of a split that were done or stopped are left out: each
 * change of a draft starts one.
 */
export function listJobs(project: Project, { limit = 200 }: { limit?: number } = {}): Job[] {
  return inDatabase(project.path, () =>
    project.database
      .prepare<[number], string>(
        `SELECT document FROM jobs
         WHERE document ->> '$.kind' <> 'split-check' OR status NOT IN ('done', 'cancelled')
         ORDER BY started_at DESC, rowid DESC LIMIT ?`,
      )
      .pluck()
      .all(limit)
      .map((document) => job.parse(fromJsonText(document))),
  );
}
