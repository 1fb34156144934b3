import type { DatasetVersion } from '../core/contract/dataset.ts';
import type { Profile, TargetSpec, ThresholdOverrides } from '../core/contract/profile.ts';
import { parseArguments } from './arguments.ts';
import { JobFailure } from './job-failure.ts';
import { withDataset } from './load-dataset.ts';
import { printIssues } from './print-issues.ts';
import { printable } from './printable.ts';
import { profileJson } from './profile-json.ts';
import { readFlags, readFlagsHelp, readOptionsOf } from './read-flags.ts';
import { badRowsOf, tellBadRows } from './tell-bad-rows.ts';
import type { Terminal } from './terminal.ts';
import { thresholdsOf } from './threshold-flags.ts';
import { UsageError } from './usage-error.ts';
import { exitCode, type Verb } from './verb.ts';
import { type Session, withEngine } from './with-engine.ts';
import { writeText } from './write-text.ts';

const help = `Usage: assay profile FILE [--target COLUMN] [--json] [--html PAGE]
                     [--show-personal-data] [--threshold NAME=VALUE …]
                     [--project DIR] [reading options]

Loads a table into the project and prints what is wrong with it, worst first,
with the rows that show it. FILE is CSV or other text with a delimiter, Parquet,
JSON, Excel, SQLite or ARFF, also packed (.gz, .zst), or a folder of such files.

  --target COLUMN  the column to predict; leaks, imbalance and conflicting
                   labels are looked for only when it is given
  --json           the result as JSON on standard output (docs/cli.md)
  --html PAGE      write the result as one HTML page that needs nothing else;
                   personal data that was found is masked in it
  --show-personal-data
                   do not mask it
  --threshold NAME=VALUE
                   another value for a threshold of the checks, listed in
                   docs/detectors.md; can be given several times
  --project DIR    the project folder (default: the nearest one upward,
                   else ./assay-project)

${readFlagsHelp()}

Example: assay profile sample-data/german_credit.csv --target class`;

/** Rows set aside that the JSON shows. */
const jsonBadRows = 20;

export const profileVerb: Verb = { help, run: runProfile };

async function runProfile(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArguments(args, {
    verb: 'profile',
    options: {
      target: { type: 'string' },
      json: { type: 'boolean' },
      html: { type: 'string' },
      'show-personal-data': { type: 'boolean' },
      threshold: { type: 'string', multiple: true },
      ...readFlags,
    },
    positionals: ['FILE'],
  });
  const [file = ''] = positionals;
  const target = values.target === undefined ? null : { column: values.target };
  const options = readOptionsOf(values, 'profile');
  const thresholds = thresholdsOf(values.threshold, 'profile');
  if (values['show-personal-data'] && values.html === undefined) {
    throw new UsageError('--show-personal-data is about the page of --html, which is missing.', 'profile');
  }
  return withEngine({ project: values.project, terminal }, (session) =>
    withDataset(session, { path: file, options }, async (version) => {
      await tellBadRows(session, version, terminal);
      const profile = await profileVersion(session, version, { target, thresholds });
      if (target) requireClasses(profile, target.column);
      if (values.html !== undefined) {
        await writeText(
          values.html,
          await session.client.profile.report({
            version: version.id,
            target,
            thresholds,
            showPersonalData: values['show-personal-data'] ?? false,
          }),
        );
        terminal.err(`Wrote ${printable(values.html)}.`);
      }
      if (values.json) {
        const badRows = await badRowsOf(session, version, jsonBadRows);
        terminal.json(profileJson({ version, profile, thresholds, badRows }));
      } else printIssues({ terminal, version, profile, thresholds });
      return exitCode.done;
    }),
  );
}

/** The profile of a dataset version by these thresholds: computed, or the cached one. */
export async function profileVersion(
  { client, follow }: Session,
  { id }: DatasetVersion,
  asked: { target: TargetSpec | null; thresholds?: ThresholdOverrides },
): Promise<Profile> {
  await follow(client.profile.start({ version: id, ...asked }));
  const profile = await client.profile.get({ version: id, ...asked });
  if (!profile) throw new Error(`Invariant broken: profile job of ${id} is done, but there is no profile`);
  return profile;
}

/** Whoever names a target wants it looked into: with fewer than two classes there is nothing to look into. */
function requireClasses({ columns }: Profile, target: string): void {
  const statistics = columns.find(({ column }) => column.name === target);
  if (!statistics || statistics.distinct >= 2) return;
  const [only] = statistics.top;
  const what = only ? `one class only, "${only.value}"` : 'no value at all';
  throw new JobFailure(
    'TARGET_ONE_CLASS',
    `Column "${target}" has ${what}; choose a target with at least two classes, or leave --target out.`,
  );
}
