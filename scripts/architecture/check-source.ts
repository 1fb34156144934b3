import { posix } from 'node:path';
import { importBreach } from './import-rules.ts';
import type { SourceFacts } from './source-facts.ts';

export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

const maxLines = 300;
const sqlFolders = ['core/load/', 'core/profile/', 'core/recipe/', 'core/split/', 'core/store/'];

/** Everything in one file that goes against the rules of the architecture, in line order. */
export function checkSource(facts: SourceFacts): Breach[] {
  const { path } = facts;
  const at = (line: number, message: string): Breach => ({ path, line, message });
  const breaches = facts.imports.flatMap((imported) => {
    const message = importBreach(facts, imported);
    return message === null ? [] : [at(imported.line, message)];
  });
  if (facts.lineCount > maxLines) {
    breaches.push(at(facts.lineCount, `has ${facts.lineCount} lines, more than ${maxLines}: split it`));
  }
  breaches.push(...nameBreaches(path).map((message) => at(1, message)));
  if (/^(core|cli|electron|renderer)\//.test(path) && !sqlFolders.some((folder) => path.startsWith(folder))) {
    breaches.push(...facts.sqlLines.map((line) => at(line, 'contains SQL')));
  }
  if (path.startsWith('core/')) {
    breaches.push(...facts.randomLines.map((line) => at(line, 'uses Math.random: pass rng')));
    breaches.push(...facts.clockLines.map((line) => at(line, 'uses Date.now: pass now')));
  }
  breaches.push(...facts.anyLines.map((line) => at(line, 'uses the type any')));
  breaches.push(...facts.suppressionLines.map((line) => at(line, 'silences the type checker')));
  return breaches.sort((a, b) => a.line - b.line);
}

function nameBreaches(path: string): string[] {
  const folders = posix.dirname(path).split('/');
  const stem = posix.basename(path).split('.')[0] ?? '';
  const names = [...folders.filter((name) => name !== '.' && name !== ''), stem];
  return names.flatMap((name) => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return [`"${name}" is not kebab-case`];
    const banned = name.split('-').find((word) => /^(utils?|helpers?|managers?|commons?)$/.test(word));
    return banned === undefined
      ? []
      : [`"${name}" says nothing: name the noun or verb instead of "${banned}"`];
  });
}
