import { posix } from 'node:path';
import type { ImportFact, SourceFacts } from './source-facts.ts';

/** Order in which data flows: a stage may import the ones before it. */
export const stages = ['load', 'profile', 'recipe', 'split', 'train', 'evaluate', 'bundle', 'notebook'];

/** The breach that an import of this file is, in words, or null where it is allowed. */
export function importBreach(facts: SourceFacts, imported: ImportFact): string | null {
  const { specifier } = imported;
  return specifier.startsWith('.')
    ? folderBreach(facts.path, posix.join(posix.dirname(facts.path), specifier.replace(/\?.*$/, '')))
    : packageBreach(facts.path, specifier);
}

function folderBreach(path: string, target: string): string | null {
  const allowed = allowedFolders(path);
  if (allowed === null || allowed.some((prefix) => isWithin(target, prefix))) return null;
  return `imports ${target}, but may only import ${allowed.join(', ')}`;
}

function isWithin(target: string, prefix: string): boolean {
  return target === prefix || target.startsWith(`${prefix}/`);
}

/** Folders and files that this file may import from; null where the rules are silent (tests, scripts, bench). */
function allowedFolders(path: string): readonly string[] | null {
  const [top = '', second = ''] = path.split('/');
  if (top === 'renderer') return ['renderer', 'core/contract'];
  if (top === 'electron' || top === 'cli') return [top, 'core/contract', 'core/engine'];
  if (top !== 'core') return null;
  if (path === 'core/errors.ts' || path === 'core/version.ts') return [];
  if (second === 'contract') return ['core/contract'];
  const base = ['core/shared', 'core/errors.ts', 'core/version.ts', 'core/contract'];
  if (second === 'shared') return base;
  if (second === 'store') return ['core/store', ...base];
  if (second === 'engine') return ['core'];
  const place = stages.indexOf(second);
  if (place < 0) return base;
  return [...stages.slice(0, place + 1).map((stage) => `core/${stage}`), ...base];
}

function packageBreach(path: string, specifier: string): string | null {
  const rule = packageRules.find((candidate) => candidate.matches.test(specifier));
  if (rule === undefined || !isProduct(path) || rule.allowedIn.some((prefix) => isWithin(path, prefix))) {
    return rule?.isBannedFromTests && path.startsWith('test/') ? `imports ${specifier} in a test` : null;
  }
  return `imports ${specifier}, which only ${rule.allowedIn.join(', ')} may`;
}

function isProduct(path: string): boolean {
  return /^(core|cli|electron|renderer)\//.test(path);
}

interface PackageRule {
  readonly matches: RegExp;
  readonly allowedIn: readonly string[];
  readonly isBannedFromTests?: boolean;
}

const packageRules: readonly PackageRule[] = [
  { matches: /^@tensorflow\//, allowedIn: ['core/train'] },
  { matches: /^@orpc\//, allowedIn: ['renderer/client', 'core/contract', 'core/engine'] },
  { matches: /^electron(\/|$)/, allowedIn: ['electron'], isBannedFromTests: true },
  { matches: /^(node:|bun:)/, allowedIn: ['core', 'cli', 'electron'] },
];
