import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSource } from '../scripts/architecture/check-source.ts';
import { looksLikeSql } from '../scripts/architecture/looks-like-sql.ts';
import { readProjectSources } from '../scripts/architecture/project-sources.ts';
import { readSourceFacts } from '../scripts/architecture/source-facts.ts';

const root = join(import.meta.dirname, '..');
const sources = readProjectSources(root);

const long = (lines: number) => 'export {};\n'.repeat(lines);

function breaches(path: string, text: string): string[] {
  return checkSource(readSourceFacts(path, text)).map((breach) => breach.message);
}

describe('the project', () => {
  it('keeps the rules of its architecture in every source file', () => {
    const found = sources.flatMap(checkSource).map((b) => `${b.path}:${b.line} ${b.message}`);
    expect(found).toEqual([]);
  });

  it('was read: the files of every area are among the sources', () => {
    const areas = new Set(sources.map((source) => source.path.split('/').slice(0, 2).join('/')));
    for (const area of ['core/contract', 'core/shared', 'electron/main.ts', 'scripts/check.ts']) {
      expect(areas).toContain(area);
    }
  });

  it('keeps modules that load electron out of the tests, however far away', () => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const reaches = (path: string, seen: Set<string>): boolean => {
      const source = byPath.get(path);
      if (source === undefined || seen.has(path)) return false;
      seen.add(path);
      return source.imports.some(
        ({ specifier, isErased }) =>
          !isErased && (specifier === 'electron' || reaches(join(path, '..', specifier), seen)),
      );
    };
    expect(reaches('electron/main.ts', new Set())).toBe(true);
    const tests = sources.filter((source) => source.path.startsWith('test/'));
    expect(tests.map((test) => test.path).filter((path) => reaches(path, new Set()))).toEqual([]);
  });
});

describe('import rules', () => {
  it.each([
    ['renderer/pages/data/page.tsx', "import { x } from '../../../core/errors.ts';"],
    ['renderer/pages/data/page.tsx', "import type { Rng } from '../../../core/shared/rng.ts';"],
    ['renderer/pages/data/page.tsx', "import { readFileSync } from 'node:fs';"],
    ['renderer/pages/data/page.tsx', "import { createORPCClient } from '@orpc/client';"],
    ['electron/main.ts', "import { x } from '../core/store/project.ts';"],
    ['electron/main.ts', "import { x } from '../renderer/client/client.ts';"],
    ['electron/main.ts', "import { RPCHandler } from '@orpc/server/message-port';"],
    ['cli/run.ts', "import { loadCsv } from '../core/load/csv.ts';"],
    ['cli/run.ts', "import { CoreError } from '../core/errors.ts';"],
    ['cli/run.ts', "const { createORPCClient } = await import('@orpc/client');"],
    ['core/contract/run.ts', "import { sha256 } from '../shared/canonical-json.ts';"],
    ['core/shared/rng.ts', "import { x } from '../load/csv.ts';"],
    ['core/errors.ts', "import { x } from './shared/rng.ts';"],
    ['core/load/csv.ts', "import { x } from '../../electron/main.ts';"],
    ['core/load/csv.ts', "import { x } from '../profile/statistics.ts';"],
    ['core/load/csv.ts', "export { x } from '../profile/statistics.ts';"],
    ['core/load/csv.ts', "export * from '../profile/statistics.ts';"],
    ['core/load/csv.ts', "const x = await import('../profile/statistics.ts');"],
    ['core/load/csv.ts', "type X = import('../profile/statistics.ts').X;"],
    ['core/recipe/fit.ts', "import { x } from '../split/stratified.ts';"],
    ['core/train/mlp.ts', "import { x } from '../evaluate/metrics.ts';"],
    ['core/evaluate/metrics.ts', "import { x } from '../store/runs.ts';"],
    ['core/bundle/export.ts', "import type { Engine } from '../engine/index.ts';"],
    ['core/store/runs.ts', "import { x } from '../engine/index.ts';"],
    ['core/evaluate/metrics.ts', "import * as tf from '@tensorflow/tfjs';"],
    ['core/engine/doctor.ts', "import * as tf from '@tensorflow/tfjs';"],
    ['core/load/csv.ts', "import { os } from '@orpc/server';"],
    ['core/load/csv.ts', "import { app } from 'electron';"],
    ['test/electron/x.test.ts', "import { app } from 'electron';"],
  ])('%s may not: %s', (path, text) => {
    expect(breaches(path, text)).toHaveLength(1);
  });

  it.each([
    ['renderer/client/link.ts', "import { RPCLink } from '@orpc/client/message-port';"],
    ['renderer/pages/data/page.tsx', "import type { Cell } from '../../../core/contract/dataset.ts';"],
    ['renderer/app.tsx', "import '@mantine/core/styles.css'; import mark from './mark.svg?url';"],
    ['electron/engine-process.ts', "import { createEngine } from '../core/engine/index.ts';"],
    ['cli/run.ts', "import { createEngine } from '../core/engine/index.ts'; import 'node:fs';"],
    ['core/bundle/export.ts', "import { x } from '../train/model.ts'; import { y } from '../errors.ts';"],
    ['core/train/mlp.ts', "import * as tf from '@tensorflow/tfjs'; import '../../core/shared/rng.ts';"],
    [
      'core/engine/router.ts',
      "import '../store/runs.ts'; import '../bundle/export.ts'; import '@orpc/server';",
    ],
    ['test/x.test.ts', "import '../core/store/runs.ts'; import '@orpc/client'; import 'node:fs';"],
    ['core/load/csv.ts', "// import '../engine/index.ts'\nconst text = \"import '../engine/index.ts'\";"],
  ])('%s may: %s', (path, text) => {
    expect(breaches(path, text)).toEqual([]);
  });
});

describe('style rules', () => {
  it.each([
    ['core/evaluate/x.ts', 'const q = `SELECT a FROM t`;', 'contains SQL'],
    ['core/engine/x.ts', "db.exec('DELETE FROM runs WHERE id = 1');", 'contains SQL'],
    ['core/split/x.ts', 'const x = Math.random();', 'uses Math.random: pass rng'],
    ['core/split/x.ts', 'const draw = Math.random;', 'uses Math.random: pass rng'],
    ['core/split/x.ts', 'const x = Date.now();', 'uses Date.now: pass now'],
    ['cli/x.ts', 'export function f(x: any) { return x; }', 'uses the type any'],
    ['cli/x.ts', '// @ts-ignore\nexport const x = 1;', 'silences the type checker'],
    ['cli/Run.ts', '', '"Run" is not kebab-case'],
    ['cli/run_all.ts', '', '"run_all" is not kebab-case'],
    ['core/split/utils.ts', '', '"utils" says nothing: name the noun or verb instead of "utils"'],
    ['core/helpers/x.ts', '', expect.stringContaining('says nothing')],
    ['renderer/x.ts', long(301), 'has 301 lines, more than 300: split it'],
  ])('%s: %.60s is a breach', (path, text, message) => {
    expect(breaches(path, text)).toEqual([message]);
  });

  it.each([
    ['core/split/x.ts', 'const q = `SELECT a FROM t`;'],
    ['core/train/x.ts', 'Math.random = () => 0.5;'],
    ['cli/x.ts', 'const started = Date.now(); const t = "select a file from the list";'],
    ['renderer/x.ts', long(300)],
    ['test/e2e/main-job.e2e.ts', 'const any = 1;'],
  ])('%s: %.60s is none', (path, text) => {
    expect(breaches(path, text)).toEqual([]);
  });

  it('tells SQL from prose', () => {
    for (const sql of ['COPY (SELECT 1) TO ?', 'CREATE OR REPLACE TEMP TABLE t AS', 'PRAGMA user_version']) {
      expect(looksLikeSql(sql)).toBe(true);
    }
    for (const prose of ['Select rows from the table', 'UPDATE', 'With care as always', 'COPY']) {
      expect(looksLikeSql(prose)).toBe(false);
    }
  });

  it('refuses a file that does not parse', () => {
    expect(() => readSourceFacts('core/x.ts', 'const = ;')).toThrow('core/x.ts does not parse');
  });
});
