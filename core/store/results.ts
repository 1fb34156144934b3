import type { z } from 'zod';
import { canonicalJson } from '../shared/canonical-json.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** Kinds of results, each of which is kept for itself. */
export type ResultKind = 'diff' | 'split-check';

/** Results of a kind that are kept. */
const mostKept = 50;

/** What names a result: what was asked, versions included, and who answered. */
export interface ResultKey {
  readonly kind: ResultKind;
  readonly question: unknown;
  readonly engineVersion: string;
}

/** The result that is kept for this question, or null. */
export function getResult<Schema extends z.ZodType>(
  project: Project,
  { kind, question, engineVersion, schema }: ResultKey & { schema: Schema },
): z.output<Schema> | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string, string, string], string>(
        'SELECT document FROM results WHERE kind = ? AND question = ? AND engine_version = ?',
      )
      .pluck()
      .get(kind, canonicalJson(question), engineVersion);
    return document === undefined ? null : schema.parse(fromJsonText(document));
  });
}

/** Keeps a result; of its kind the 50 that were kept last stay. */
export function saveResult(
  project: Project,
  { kind, question, engineVersion, result }: ResultKey & { result: unknown },
): void {
  inDatabase(project.path, () => {
    const { database } = project;
    database
      .prepare(
        'INSERT OR REPLACE INTO results (kind, question, engine_version, document) VALUES (?, ?, ?, ?)',
      )
      .run(kind, canonicalJson(question), engineVersion, toJsonText(result));
    database
      .prepare(
        `DELETE FROM results WHERE kind = ?
         AND rowid NOT IN (SELECT rowid FROM results WHERE kind = ? ORDER BY rowid DESC LIMIT ?)`,
      )
      .run(kind, kind, mostKept);
  });
}
