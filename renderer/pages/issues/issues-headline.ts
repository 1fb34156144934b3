import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Issue, Profile } from '../../../core/contract/profile.ts';
import { formatCount, formatDuration, formatList, formatPlural } from '../../ui/format.ts';

/**
 * The verdict on the data, or what was found so far. `open` holds the issues found that the recipe does not answer.
 */
export function issuesHeadline(state: {
  version: DatasetVersion;
  profile: Profile | null;
  open: readonly Issue[];
  isStopped: boolean;
  failed: boolean;
}): string {
  const { profile, open, version } = state;
  if (!profile) {
    const found = foundSoFar(open);
    if (state.failed) return `${version.name} could not be examined to the end${found}.`;
    if (state.isStopped) return `${version.name} was not examined to the end${found}.`;
    return `Examining ${formatPlural(version.rowCount, 'row')} of ${version.name}${found || ': nothing found so far'}.`;
  }
  const problems = open.filter(({ severity }) => severity === 'error').length;
  const others = open.length - problems;
  if (profile.issues.length === 0) return 'Nothing was found that would make your evaluation wrong.';
  if (problems > 0) {
    const more =
      others > 0 ? `; ${formatCount(others)} more ${others === 1 ? 'is' : 'are'} worth a look` : '';
    return `${formatPlural(problems, 'problem')} would make your evaluation wrong${more}.`;
  }
  const looks =
    others > 0 ? `; ${formatPlural(others, 'thing')} ${others === 1 ? 'is' : 'are'} worth a look` : '';
  const answered = profile.issues.filter(({ severity }) => severity === 'error').length;
  if (answered > 0) {
    const them = answered === 1 ? 'it' : 'them';
    return `${formatPlural(answered, 'problem')} would make your evaluation wrong, and the recipe answers ${them}${looks}.`;
  }
  return `No problem would make your evaluation wrong${looks}.`;
}

/** `: 2 problems and 1 other finding so far`, empty while there is none. */
function foundSoFar(issues: readonly Issue[]): string {
  const problems = issues.filter(({ severity }) => severity === 'error').length;
  const others = issues.length - problems;
  const parts = [
    ...(problems > 0 ? [formatPlural(problems, 'problem')] : []),
    ...(others > 0 ? [formatPlural(others, problems > 0 ? 'other finding' : 'finding')] : []),
  ];
  return parts.length === 0 ? '' : `: ${parts.join(' and ')} so far`;
}

/** How thorough the examination was: checks, rows, time, what was sampled or skipped. */
export function issuesSentence(profile: Profile, open: readonly Issue[]): string {
  const done = profile.outcomes.filter(({ status }) => status === 'done');
  const sampled = done.filter(({ sampledRows }) => sampledRows !== null);
  const skipped = profile.outcomes.length - done.length;
  const parts = [
    `${formatPlural(done.length, 'check')} on ${formatPlural(profile.rowCount, 'row')} in ${formatDuration(profile.elapsedMs)}.`,
    sampled.length === 0
      ? 'Nothing was sampled.'
      : `Sampled: ${formatList(sampled.map(({ detector, sampledRows }) => `${detector} (${formatCount(sampledRows ?? 0)} rows)`))}.`,
  ];
  if (skipped > 0) parts.push(`${formatPlural(skipped, 'check')} did not apply.`);
  const answered = profile.issues.length - open.length;
  if (answered > 0)
    parts.push(`The recipe answers ${formatCount(answered)} of ${profile.issues.length} findings.`);
  parts.push('Fixes are steps of the recipe: the data stays as it is, and each can be taken back.');
  return parts.join(' ');
}
