import { type BundleManifest, bundleManifest } from '../contract/bundle.ts';
import { CoreError } from '../errors.ts';
import { sha256 } from '../shared/canonical-json.ts';
import { byPath, checksumsPath, manifestPath } from './bundle-path.ts';

/** `manifest.json` for these facts: two-space JSON with the members in the order of the contract. */
export function manifestText(manifest: BundleManifest): string {
  const { format, formatVersion, run, name, engineVersion, createdAt, includesData } = manifest;
  const files = manifest.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })).sort(byPath);
  const ordered = { format, formatVersion, run, name, engineVersion, createdAt, includesData, files };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/**
 * The manifest that this text holds. BUNDLE_MALFORMED when it is not valid, or not written as `manifestText`
 * writes it.
 */
export function parseManifest(text: string): BundleManifest {
  const parsed = bundleManifest.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') || 'its top';
    throw malformed(`manifest.json is not valid at ${place}: ${issue?.message ?? 'unknown'}`);
  }
  if (!isPlausibleTime(parsed.data.createdAt)) {
    throw malformed(`manifest.json has the time "${parsed.data.createdAt}", which is not ISO 8601 in UTC`);
  }
  if (manifestText(parsed.data) !== text) throw malformed('manifest.json is not in its canonical form');
  return parsed.data;
}

/** `checksums.txt` as `sha256sum --check` reads it: every file but itself, in code-unit order. */
export function checksumsText(manifest: BundleManifest): string {
  const own = { path: manifestPath, sha256: sha256(manifestText(manifest)) };
  const files = [...manifest.files, own].sort(byPath);
  return files.map((file) => `${file.sha256}  ${file.path}\n`).join('');
}

/** All paths of the archive in the order in which they stand in it. */
export function archiveOrder(manifest: BundleManifest): string[] {
  return [manifestPath, ...manifest.files.map((file) => file.path), checksumsPath];
}

/** ISO 8601 in UTC, within the years that a zip archive can express. */
export function isPlausibleTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text)) return false;
  const year = new Date(text).getUTCFullYear();
  return year > 1980 && year < 2107;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('manifest.json is not JSON', cause);
  }
}

function malformed(what: string, cause?: unknown): CoreError {
  return new CoreError('BUNDLE_MALFORMED', `${what}; ask for the bundle again.`, { cause });
}
