import { invariant } from '../errors.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import type { ComparedRun } from './compared-run.ts';

/**
 * The runs that can be tested against each other, and a sentence for every reason that others cannot. Runs are
 * comparable when dataset version, classes, positive class and test part agree. Of several groups the one with
 * the most runs is taken, ties go to the one named first.
 */
export function comparableRuns(runs: readonly ComparedRun[]): {
  comparable: ComparedRun[];
  warnings: string[];
} {
  const groups = Object.values(Object.groupBy(runs, testPartOf)).filter((group) => group !== undefined);
  const comparable = groups.reduce<ComparedRun[]>((a, b) => (b.length > a.length ? b : a), []);
  const [reference] = comparable;
  const warnings = runs
    .filter((run) => reference !== undefined && !comparable.includes(run))
    .map(
      (run) =>
        `Run "${run.runName}" ${reference ? difference(run, reference) : ''}; it is listed but not ranked.`,
    );
  for (const run of comparable) {
    invariant(sameLabels(run, reference), `equal split digests but other labels in run ${run.run}`);
  }
  return { comparable, warnings: [...new Set(warnings)] };
}

function testPartOf({ version, target, digest, classNames, positiveIndex }: ComparedRun): string {
  return canonicalJson([version, target.column, classNames, positiveIndex, digest]);
}

function difference(run: ComparedRun, reference: ComparedRun): string {
  if (run.version !== reference.version) return 'uses another dataset version';
  if (run.target.column !== reference.target.column) return `predicts another target, "${run.target.column}"`;
  if (canonicalJson(run.classNames) !== canonicalJson(reference.classNames)) return 'has other classes';
  if (run.positiveIndex !== reference.positiveIndex) return 'has another positive class';
  return 'was scored on another test part';
}

function sameLabels(run: ComparedRun, reference: ComparedRun | undefined): boolean {
  if (!reference || run.labels.length !== reference.labels.length) return false;
  for (let i = 0; i < run.labels.length; i++) if (run.labels[i] !== reference.labels[i]) return false;
  return true;
}
