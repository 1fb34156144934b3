import type { Cell } from '../../contract/dataset.ts';
import type { Issue } from '../../contract/profile.ts';
import { counted, countText, percent } from '../phrase.ts';
import { cellHtml, escapeHtml, figure, shown } from './html.ts';
import type { ReportLimits } from './limits.ts';

/** The cells of rows that show an issue. */
export interface IssueEvidence {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly Cell[] }[];
}

/** The ranked issues, each with what was measured, evidence rows and fixes. `evidence` is in the order of `issues`. */
export function issuesSection(options: {
  issues: readonly Issue[];
  evidence: readonly IssueEvidence[];
  limits: ReportLimits;
}): string {
  const { issues, evidence, limits } = options;
  if (issues.length === 0) {
    return section('<p>No check found anything. The checks that ran stand at the end.</p>');
  }
  const listed = issues.slice(0, limits.issues);
  const left = issues.length - listed.length;
  const items = listed.map((issue, i) => item({ issue, rank: i + 1, evidence: evidence[i], limits }));
  const more = left > 0 ? `<p class="small">${counted(left, 'issue')} of lower rank are left out.</p>` : '';
  return section(`<ol class="issues">${items.join('')}</ol>${more}`);
}

function section(content: string): string {
  return `<section aria-labelledby="issues"><h2 id="issues">Issues, worst first</h2>${content}</section>`;
}

function item(options: {
  issue: Issue;
  rank: number;
  evidence: IssueEvidence | undefined;
  limits: ReportLimits;
}): string {
  const { issue, rank, evidence, limits } = options;
  const { severity, detector, title, message, count, share, measure, statistic, threshold, fixes } = issue;
  const measured =
    statistic === null
      ? ''
      : ` · ${shown(measure, limits.characters)} ${figure(statistic)}${threshold === null ? '' : ` (limit ${figure(threshold)})`}`;
  const fix =
    fixes.length === 0
      ? ''
      : `<p class="small">Fix: ${fixes
          .slice(0, 4)
          .map(({ label }) => shown(label, 2 * limits.characters))
          .join('; or ')}</p>`;
  const rows = table(evidence, { issue, limits, rank });
  return `<li class="card issue${rows === '' ? '' : ' issue-shown'}"><div><div class="head"><span class="tag tag-${severity}">${severity}</span><h3>${rank}. ${shown(title, limits.sentence)}</h3></div>
<p class="dim">${shown(message, limits.sentence)}</p>
<p class="small">${escapeHtml(detector)} · ${countText(count)} (${percent(share)})${measured}</p>${fix}</div>${rows}</li>`;
}

function table(
  evidence: IssueEvidence | undefined,
  { issue, limits, rank }: { issue: Issue; limits: ReportLimits; rank: number },
): string {
  if (!evidence || evidence.rows.length === 0) return '';
  const columns = evidence.columns.slice(0, limits.evidenceColumns);
  const rows = evidence.rows.slice(0, limits.evidenceRows);
  const head = columns.map((name) => `<th scope="col">${shown(name, limits.characters)}</th>`).join('');
  const body = rows.map(
    ({ row, cells }) =>
      `<tr><th scope="row">${countText(row)}</th>${columns.map((_, i) => `<td>${cellHtml(cells[i] ?? null, limits.characters)}</td>`).join('')}</tr>`,
  );
  const caption =
    issue.count > rows.length ? `The first ${rows.length} of ${countText(issue.count)}` : 'All of them';
  return `<div class="scroll evidence" tabindex="0" role="region" aria-label="Rows that show issue ${rank}"><table><caption>${caption}</caption><thead><tr><th scope="col">Row</th>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
