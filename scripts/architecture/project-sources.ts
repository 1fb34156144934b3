import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSourceFacts, type SourceFacts } from './source-facts.ts';

const topFolders = ['core', 'cli', 'electron', 'renderer', 'scripts', 'test', 'bench'];

/** The facts of every source file of the project at `root`. */
export function readProjectSources(root: string): SourceFacts[] {
  return topFolders
    .flatMap((folder) => listSources(root, folder))
    .map((path) => readSourceFacts(path, readFileSync(join(root, path), 'utf8')));
}

function listSources(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: false }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listSources(root, path);
    return /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/.test(entry.name) ? [path] : [];
  });
}
