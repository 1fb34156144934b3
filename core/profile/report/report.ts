import { createHash } from 'node:crypto';
import type { DatasetVersion } from '../../contract/dataset.ts';
import type { Issue, Profile, ThresholdOverrides } from '../../contract/profile.ts';
import { thresholdWords } from '../../contract/threshold-words.ts';
import type { Associations, Missingness } from '../../contract/views.ts';
import { counted, countText, quoted } from '../phrase.ts';
import { columnsSection } from './columns-section.ts';
import { escapeHtml, shown } from './html.ts';
import { type IssueEvidence, issuesSection } from './issues-section.ts';
import { type ReportLimits, reportBytes, reportLimits } from './limits.ts';
import { maskPersonal, personalColumns } from './mask-personal.ts';
import { associationsSection, missingSection } from './relations-section.ts';
import { reportStyle } from './style.ts';

/** What a report shows. */
export interface ReportParts {
  readonly version: DatasetVersion;
  readonly profile: Profile;
  readonly associations: Associations;
  readonly missingness: Missingness;
  /** In the order of the profile's issues; what is left out has no rows in the report. */
  readonly evidence: readonly IssueEvidence[];
  readonly engineVersion: string;
  /** Thresholds that the profile goes by in place of the default ones. */
  readonly thresholds?: ThresholdOverrides;
  /** Whether values of columns with personal data are shown in full; by default they are masked. */
  readonly showPersonalData?: boolean;
}

/**
 * A profile as one HTML page that needs nothing else: no script, no picture, no address; a content security policy
 * that forbids them. Below 2 MB whatever the data: what does not fit is left out, which is said where it is. The
 * same profile gives the same text: nothing in it depends on the clock. Values of columns in which personal data was
 * found are masked, unless they are asked for.
 */
export function profileReport(given: ReportParts): string {
  const personal = personalColumns(given.profile.issues);
  const parts = given.showPersonalData ? given : withoutPersonal(given, personal);
  let page = '';
  for (const limits of reportLimits) {
    page = build(parts, { personal, limits });
    if (Buffer.byteLength(page) < reportBytes) break;
  }
  return page;
}

function withoutPersonal(parts: ReportParts, personal: readonly string[]): ReportParts {
  const { profile } = parts;
  const masked = maskPersonal({ ...profile, evidence: parts.evidence }, personal);
  const { target } = profile;
  const isPersonal = target !== null && personal.includes(target.column);
  return {
    ...parts,
    evidence: masked.evidence,
    profile: {
      ...profile,
      issues: [...masked.issues],
      columns: [...masked.columns],
      target: isPersonal ? { column: target.column } : target,
    },
  };
}

function build(
  parts: ReportParts,
  { personal, limits }: { personal: readonly string[]; limits: ReportLimits },
): string {
  const { version, profile, engineVersion } = parts;
  const name = shown(version.name, limits.characters);
  const hash = createHash('sha256').update(reportStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Assay ${escapeHtml(engineVersion)}">
<title>${name}: data report</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<h1>${verdict(profile.issues, name)}</h1>
<p class="lead">${sentence(parts)}</p>
${personalSentence(parts, { personal, limits })}
<nav aria-label="Sections"><ul><li><a href="#issues">Issues</a></li><li><a href="#missing">Missing cells</a></li><li><a href="#associations">Associations</a></li><li><a href="#columns">Columns</a></li><li><a href="#checks">Checks</a></li></ul></nav>
${facts(parts, limits)}
${issuesSection({ issues: profile.issues, evidence: parts.evidence, limits })}
${missingSection(parts.missingness, limits)}
${associationsSection(parts.associations, limits)}
${columnsSection({ columns: profile.columns, issues: profile.issues, rowCount: profile.rowCount, limits })}
${checks(parts, limits)}
</main>
</body>
</html>
`;
}

function verdict(issues: readonly Issue[], name: string): string {
  const count = (severity: Issue['severity']) => issues.filter((issue) => issue.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors > 0) {
    return `${counted(errors, 'problem')} in ${name} would make an evaluation wrong${warnings > 0 ? `, and ${counted(warnings, 'warning')}` : ''}.`;
  }
  if (warnings > 0)
    return `Nothing in ${name} makes an evaluation wrong; ${counted(warnings, 'warning')} to look at.`;
  return `Nothing in ${name} stands in the way of an evaluation.`;
}

function sentence({ version, profile }: ReportParts): string {
  const rows = `${counted(version.rowCount, 'row')} in ${counted(version.columns.length, 'column')}, read whole`;
  const notes = profile.issues.filter(({ severity }) => severity === 'note').length;
  const target = profile.target ? `, judged for predicting ${shown(profile.target.column, 80)}` : '';
  return `${rows}${target}. ${profile.issues.length === 0 ? 'No issue was found' : `${counted(profile.issues.length, 'issue')}, ${counted(notes, 'note')} among them`}.`;
}

/** Where personal data was found, and whether its values are masked; nothing where none was found. */
function personalSentence(
  { showPersonalData = false }: ReportParts,
  { personal, limits }: { personal: readonly string[]; limits: ReportLimits },
): string {
  if (personal.length === 0) return '';
  const where = shown(quoted(personal), limits.sentence);
  const what = showPersonalData
    ? 'Its values are shown in full, as was asked for.'
    : 'Its values are masked on this page: of each the first letter or digit and the length are kept.';
  return `<p class="small">Personal data was found in ${where}. ${what}</p>`;
}

function facts({ version, profile }: ReportParts, limits: ReportLimits): string {
  const { columns, target } = profile;
  const types = Map.groupBy(columns, ({ column }) => column.type);
  const missing = columns.reduce((sum, column) => sum + column.missing, 0);
  const file = version.sourcePath.split(/[/\\]/).at(-1) ?? '';
  const positive = target?.positive;
  const list: [string, string][] = [
    ['Dataset', `${shown(version.name, limits.characters)} v${version.number}`],
    ['File', `${shown(file, limits.characters)}, ${countText(version.sourceBytes)} bytes`],
    ['Rows', countText(version.rowCount)],
    ['Columns', countText(version.columns.length)],
    ['Types', [...types].map(([type, each]) => `${countText(each.length)} ${type}`).join(', ')],
    ['Missing cells', countText(missing)],
    [
      'Target',
      target
        ? `${shown(target.column, limits.characters)}${positive === undefined ? '' : typeof positive === 'string' ? ` = ${shown(positive, limits.characters)}` : ` ≠ ${shown(positive.not, limits.characters)}`}`
        : 'none',
    ],
  ];
  if (version.badRowCount) list.push(['Rows set aside', countText(version.badRowCount)]);
  const items = list.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`).join('');
  return `<dl class="facts">${items}<div class="wide"><dt>Content (SHA-256)</dt><dd>${version.id}</dd></div></dl>`;
}

function checks({ profile: { outcomes }, thresholds }: ReportParts, limits: ReportLimits): string {
  const rows = outcomes.map(({ detector, status, reason, sampledRows }) => {
    const what =
      status === 'skipped'
        ? `skipped: ${shown(reason ?? '', limits.sentence)}`
        : sampledRows === null
          ? 'done, all rows'
          : `done, on ${counted(sampledRows, 'row')} drawn`;
    return `<li><span>${escapeHtml(detector)}</span><span class="dim">${what}</span></li>`;
  });
  const skipped = outcomes.filter(({ status }) => status === 'skipped').length;
  const drawn = outcomes.filter(({ sampledRows }) => sampledRows !== null).length;
  const summary = `${counted(outcomes.length - skipped, 'check')} ran, ${drawn === 0 ? 'all of them over all rows' : `${countText(drawn)} on rows drawn from them`}; ${skipped === 0 ? 'none' : countText(skipped)} skipped.`;
  const set = shown(thresholdWords(thresholds), limits.sentence);
  return `<section aria-labelledby="checks"><h2 id="checks">Checks</h2><p>${summary}${set === '' ? '' : ` ${set}.`}</p><ul class="checks">${rows.join('')}</ul></section>`;
}
