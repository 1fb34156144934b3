import type { FixImpact } from '../../../core/contract/fix-effect.ts';
import { formatCount, formatEstimate, formatInterval, formatPlural } from '../../ui/format.ts';

/** What a measured fix did to the linear baseline, in words: a verdict, and what it rests on. */
export function impactText(impact: FixImpact): { verdict: string; detail: string } {
  const { estimate, interval, rows, positiveClass } = impact;
  if (estimate === null || interval === null) {
    return {
      verdict: 'The difference cannot be measured.',
      detail: `The ${formatPlural(rows, 'validation row')} that both have are all of one class.`,
    };
  }
  const score = positiveClass === null ? 'Mean average precision' : 'Average precision';
  const size = formatEstimate(Math.abs(estimate), interval);
  const range = formatInterval(interval);
  const verdict = !impact.isDetectable
    ? `No difference can be told: ${formatEstimate(estimate, interval)}, 95 % interval ${range}.`
    : `${score} ${estimate > 0 ? 'rises' : 'falls'} by ${size}, 95 % interval of the difference ${range}.`;
  const without = formatEstimate(impact.without.averagePrecision, interval);
  const fixed = formatEstimate(impact.with.averagePrecision, interval);
  return {
    verdict,
    detail:
      `Logistic regression, ${fixed} with the fix and ${without} without, on the same ` +
      `${formatPlural(rows, 'validation row')}. Features: ${formatCount(impact.with.features)} instead of ` +
      `${formatCount(impact.without.features)}. The test part was not looked at.`,
  };
}
