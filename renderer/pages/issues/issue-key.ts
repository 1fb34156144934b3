import type { Issue } from '../../../core/contract/profile.ts';

/** Tells the issues of one profile apart. */
export function issueKey(issue: Issue): string {
  return [issue.detector, ...issue.columns, issue.title].join('\n');
}
