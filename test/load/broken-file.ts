import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ReadOptions } from '../../core/contract/dataset.ts';
import type { Project } from '../../core/store/project.ts';
import { loadInto, temporaryProject } from '../support/temporary-project.ts';

/** Every file and folder of a project with its size. */
export function contentOf(project: Project): string[] {
  return readdirSync(project.path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('assay.db'))
    .map((name) => {
      const facts = statSync(join(project.path, name));
      return `${name} ${facts.isDirectory() ? 'folder' : facts.size}`;
    })
    .sort();
}

/** Loads a file that is broken and returns the error, having checked that the project is as it was. */
export async function failure(
  path: string,
  { options = {}, project = temporaryProject() }: { options?: ReadOptions; project?: Project } = {},
) {
  const before = contentOf(project);
  const error = await loadInto(project, path, { options }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(contentOf(project)).toEqual(before);
  return error;
}

/** A file with this content in a project of its own. */
export function written(fileName: string, content: string | Uint8Array): { path: string; project: Project } {
  const project = temporaryProject();
  const path = join(project.path, fileName);
  writeFileSync(path, content);
  return { path, project };
}
