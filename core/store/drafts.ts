import { type ExperimentSpec, experimentSpec } from '../contract/experiment.ts';
import type { DatasetVersionId } from '../contract/ids.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** The experiment that is being edited for this dataset version, or null. */
export function getDraft(project: Project, version: DatasetVersionId): ExperimentSpec | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string], string>('SELECT document FROM drafts WHERE version = ?')
      .pluck()
      .get(version);
    return document === undefined ? null : experimentSpec.parse(fromJsonText(document));
  });
}

/** Keeps the draft of the spec's dataset version, which must be in the project. */
export function saveDraft(project: Project, spec: ExperimentSpec): void {
  inDatabase(project.path, () =>
    project.database
      .prepare('INSERT OR REPLACE INTO drafts (version, document) VALUES (?, ?)')
      .run(spec.data.version, toJsonText(spec)),
  );
}
