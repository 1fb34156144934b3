import type { Difference, ModelRef } from '../contract/evaluate.ts';
import type { ComparedModel, ComparedRun } from './compared-run.ts';
import { capitalized, modelPhrase } from './model-phrase.ts';
import { countText, fixedText, supportedDecimals } from './round-as-supported.ts';

/** A model that takes part in the ranking. */
export interface Contender {
  readonly ref: ModelRef;
  readonly run: ComparedRun;
  readonly model: ComparedModel;
  /** Average precision on test. */
  readonly score: number;
  readonly complexity: number;
}

export interface VerdictOptions {
  readonly runs: readonly ComparedRun[];
  readonly comparable: readonly ComparedRun[];
  /** Best first. */
  readonly contenders: readonly Contender[];
  /** In the order of the contenders after the best. */
  readonly differences: readonly Difference[];
  readonly simplest: Contender | null;
}

/**
 * What the comparison comes to, in words: a headline that claims no more than the intervals support, and the
 * figures behind it, rounded as those intervals allow.
 */
export function verdict(options: VerdictOptions): { headline: string; detail: string } {
  const { runs, comparable, contenders } = options;
  const [best] = contenders;
  if (runs.every((run) => run.models.length === 0)) {
    return {
      headline: 'There is no model to compare yet.',
      detail: 'Train an experiment to get the first one.',
    };
  }
  if (!best) {
    return {
      headline: 'Nothing can be ranked: average precision is undefined on this test part.',
      detail: 'The test part has no rows of the positive class; split the data so that it has some.',
    };
  }
  if (comparable.length === 1 && runs.length > 1) {
    return {
      headline: 'These runs were scored on different test parts and cannot be ranked against each other.',
      detail: `Within run "${best.run.runName}": ${headlineOf(options, best)} ${detailOf(options, best)}`,
    };
  }
  return { headline: headlineOf(options, best), detail: detailOf(options, best) };
}

function headlineOf({ contenders, differences }: VerdictOptions, best: Contender): string {
  const phrase = (contender: Contender) => modelPhrase(contender, contenders);
  const name = capitalized(phrase(best));
  const others = contenders.slice(1);
  if (others.length === 0) return `${name} is the only model; a baseline would show what it is worth.`;
  const close = others.filter((_, index) => !differences[index]?.isDetectable);
  const [nearest] = close;
  if (!nearest) {
    return others.length === 1
      ? `${name} is best, detectably ahead of ${phrase(others[0] ?? best)}.`
      : `${name} is best, detectably ahead of every other model.`;
  }
  const baseline = simplestOf(close.filter((contender) => contender.model.isBaseline));
  if (!best.model.isBaseline && baseline) return `No model is detectably better than ${phrase(baseline)}.`;
  if (close.length === others.length && others.length > 1) {
    const floor = simplestOf(contenders) ?? best;
    if (floor === best) return `${name} is best, and no lead over another model is large enough to tell.`;
    return `No model is detectably better than ${phrase(floor)}.`;
  }
  const tied = others.findIndex((_, index) => !isTie(differences[index]));
  if (tied === 1) return `${name} and ${phrase(nearest)} score the same; no other model comes as far.`;
  const rest = close.length === 1 ? '' : ` and ${countText(close.length - 1)} more`;
  return `${name} is best, and the lead over ${phrase(nearest)}${rest} is too small to tell.`;
}

/** Equal to the last digit that is ever shown. */
function isTie(difference: Difference | undefined): boolean {
  return difference !== undefined && Math.abs(difference.estimate) < 5e-6;
}

function detailOf(options: VerdictOptions, best: Contender): string {
  const { contenders, differences, simplest } = options;
  const [first] = differences;
  if (!first) return aloneText(best);
  const sufficient =
    simplest && simplest !== best
      ? `The simplest model within one standard error of the best is ${modelPhrase(simplest, contenders)}.`
      : 'Nothing simpler lies within one standard error of the best.';
  return [leadText(options, { best, first }), trailText(options), sufficient].filter(Boolean).join(' ');
}

function aloneText(best: Contender): string {
  const { averagePrecisionInterval: interval } = best.model.metrics;
  const decimals = supportedDecimals(interval && (interval.high - interval.low) / 2);
  const score = `${measureOf(best)} ${fixedText(best.score, decimals)}`;
  return interval ? `${score} (95 % interval ${range(interval, decimals)}).` : `${score}.`;
}

function leadText(
  { contenders, differences }: VerdictOptions,
  { best, first }: { best: Contender; first: Difference },
): string {
  const second = contenders[1] ?? best;
  const { interval, estimate } = first;
  if (isTie(first)) {
    const both = `${modelPhrase(best, contenders)} and ${modelPhrase(second, contenders)}`;
    return `${measureOf(best)} ${fixedText(best.score, 3)} for both ${both} (paired bootstrap, ${countText(interval.resamples)} resamples).`;
  }
  const decimals = supportedDecimals((interval.high - interval.low) / 2);
  const count = differences.length;
  const family = count === 1 ? '' : `; all ${count} intervals hold together with 95 %`;
  return (
    `${measureOf(best)} ${fixedText(best.score, decimals)} against ${fixedText(second.score, decimals)} for ` +
    `${modelPhrase(second, contenders)}; difference ${fixedText(estimate, decimals)}, ` +
    `${count === 1 ? '95 % ' : ''}interval ${range(interval, decimals)} ` +
    `(paired bootstrap, ${countText(interval.resamples)} resamples${family}).`
  );
}

/** The nearest model after the runner-up that is detectably behind. */
function trailText({ contenders, differences }: VerdictOptions): string {
  const index = differences.findIndex((difference, place) => place > 0 && difference.isDetectable);
  const difference = differences[index];
  const trailer = contenders[index + 1];
  if (!difference || !trailer) return '';
  const decimals = supportedDecimals((difference.interval.high - difference.interval.low) / 2);
  const behind = `${fixedText(difference.estimate, decimals)} (${range(difference.interval, decimals)})`;
  return `${capitalized(modelPhrase(trailer, contenders))} trails by ${behind}.`;
}

function measureOf({ model }: Contender): string {
  return model.metrics.kind === 'binary' ? 'Average precision' : 'Macro average precision';
}

function range({ low, high }: { low: number; high: number }, decimals: number): string {
  return `${fixedText(low, decimals)} to ${fixedText(high, decimals)}`;
}

function simplestOf(contenders: readonly Contender[]): Contender | null {
  return contenders.reduce<Contender | null>((a, b) => (a && a.complexity <= b.complexity ? a : b), null);
}
