import { type BundleFile, bundleFile } from '../contract/bundle.ts';
import { inDatabase } from './in-database.ts';
import { fromJsonText, toJsonText } from './json-text.ts';
import type { Project } from './project.ts';

/** Remembers a bundle file that was exported or imported; the same path replaces what was known of it. */
export function addBundle(project: Project, bundle: BundleFile): void {
  inDatabase(project.path, () =>
    project.database
      .prepare('INSERT OR REPLACE INTO bundles (path, created_at, document) VALUES (?, ?, ?)')
      .run(bundle.path, bundle.createdAt, toJsonText(bundle)),
  );
}

/** Bundles that were exported or imported, newest first. The files may have been moved since. */
export function listBundles(project: Project): BundleFile[] {
  return inDatabase(project.path, () =>
    project.database
      .prepare<[], string>('SELECT document FROM bundles ORDER BY created_at DESC, path')
      .pluck()
      .all()
      .map((document) => bundleFile.parse(fromJsonText(document))),
  );
}
