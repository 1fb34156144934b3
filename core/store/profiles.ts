import type { DatasetVersionId } from '../contract/ids.ts';
import { type Profile, profile, type TargetSpec, type ThresholdOverrides } from '../contract/profile.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** What a profile was asked for with. */
interface ProfileKey {
  readonly version: DatasetVersionId;
  readonly target: TargetSpec | null;
  readonly thresholds?: ThresholdOverrides;
  readonly engineVersion: string;
}

/** The profile that this engine version computed for this dataset version, target and thresholds, or null. */
export function getProfile(project: Project, key: ProfileKey): Profile | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string, string, string, string], string>(
        'SELECT document FROM profiles WHERE version = ? AND target = ? AND thresholds = ? AND engine_version = ?',
      )
      .pluck()
      .get(key.version, canonicalJson(key.target), canonicalJson(key.thresholds ?? {}), key.engineVersion);
    return document === undefined ? null : profile.parse(fromJsonText(document));
  });
}

/** A profile that this engine version computed for this dataset version with whatever target, or null. */
export function getAnyProfile(
  project: Project,
  key: { version: DatasetVersionId; engineVersion: string },
): Profile | null {
  return inDatabase(project.path, () => {
    const document = project.database
      .prepare<[string, string], string>(
        'SELECT document FROM profiles WHERE version = ? AND engine_version = ? LIMIT 1',
      )
      .pluck()
      .get(key.version, key.engineVersion);
    return document === undefined ? null : profile.parse(fromJsonText(document));
  });
}

/** Keeps a profile; the dataset version must be in the project. */
export function saveProfile(
  project: Project,
  {
    profile: saved,
    thresholds = {},
    engineVersion,
  }: { profile: Profile; thresholds?: ThresholdOverrides; engineVersion: string },
): void {
  inDatabase(project.path, () =>
    project.database
      .prepare(
        'INSERT OR REPLACE INTO profiles (version, target, thresholds, engine_version, document) VALUES (?, ?, ?, ?, ?)',
      )
      .run(
        saved.version,
        canonicalJson(saved.target),
        canonicalJson(thresholds),
        engineVersion,
        toJsonText(saved),
      ),
  );
}
