import { Button, Menu } from '@mantine/core';
import type { DatasetVersion } from '../../../core/contract/dataset.ts';
import type { Issue, Profile } from '../../../core/contract/profile.ts';
import { copyText } from '../../ui/copy-text.ts';
import { notify } from '../../ui/notice.tsx';
import { saveText } from '../../ui/save-text.ts';
import { type PlainColumn, toCsv, toMarkdown } from '../../ui/table-text.ts';

const columns: readonly PlainColumn<Issue>[] = [
  { id: 'severity', name: 'severity', value: ({ severity }) => severity },
  { id: 'detector', name: 'detector', value: ({ detector }) => detector },
  { id: 'columns', name: 'columns', value: (issue) => issue.columns.join('; ') },
  { id: 'title', name: 'title', value: ({ title }) => title },
  { id: 'message', name: 'message', value: ({ message }) => message },
  { id: 'count', name: 'count', value: ({ count }) => count },
  { id: 'share', name: 'share', value: ({ share }) => share },
  { id: 'measure', name: 'measure', value: ({ measure }) => measure },
  { id: 'statistic', name: 'statistic', value: ({ statistic }) => statistic },
  { id: 'threshold', name: 'threshold', value: ({ threshold }) => threshold },
  { id: 'rows', name: 'rows', value: ({ rows }) => rows.join(' ') },
];

/** The issues as a file: JSON with all of it, CSV or Markdown with one line each. `profile` is null until it is complete. */
export function ExportIssues({ version, profile }: { version: DatasetVersion; profile: Profile | null }) {
  if (!profile) return <Button disabled>Export</Button>;
  const name = `${version.name}-v${version.number}-issues`;
  return (
    <Menu>
      <Menu.Target>
        <Button>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => saveText(`${name}.json`, asJson(version, profile), 'application/json')}>
          Save as JSON
        </Menu.Item>
        <Menu.Item onClick={() => saveText(`${name}.csv`, toCsv(columns, profile.issues), 'text/csv')}>
          Save as CSV
        </Menu.Item>
        <Menu.Item
          onClick={async () => {
            await copyText(toMarkdown(columns.slice(0, 8), profile.issues));
            notify({ text: 'Copied the issues as Markdown.' });
          }}
        >
          Copy as Markdown
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function asJson(version: DatasetVersion, profile: Profile): string {
  const { id, name, number, rowCount } = version;
  const { target, issues, outcomes } = profile;
  return `${JSON.stringify({ dataset: { id, name, number, rowCount }, target, issues, outcomes }, null, 2)}\n`;
}
