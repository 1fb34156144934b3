import { Menu } from '@mantine/core';
import { Link } from 'wouter';
import { useDraft } from '../client/use-draft.ts';
import { useJobs } from '../client/use-jobs.ts';
import { useVersion } from '../client/use-version.ts';
import { formatCount, formatPlural, formatTarget, formatTime, shortId } from '../ui/format.ts';
import { IconCheck, IconChevronDown, IconSearch } from '../ui/icons.ts';
import { commandKey } from './keys.ts';

/** What all pages speak of: dataset with version, target, experiment; and the way to every action. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const { version } = useVersion();
  const { spec } = useDraft(version?.id ?? null);
  const { running } = useJobs();
  return (
    <header className="bar">
      <VersionMenu />
      {spec ? (
        <>
          <Link href="/split" className="chip" title="The column to predict">
            Target <b>{formatTarget(spec.target)}</b>
          </Link>
          <Link href="/train" className="chip" title="The experiment being prepared">
            Experiment <b>{spec.name}</b>
          </Link>
        </>
      ) : null}
      {running.length > 0 ? (
        <Link href="/activity" className="chip chip-jobs">
          {formatPlural(running.length, 'job')} running
        </Link>
      ) : null}
      <button type="button" className="chip bar-find" onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <span>
          <IconSearch size={14} />
          <span className="truncate">Search or run a command</span>
        </span>
        <kbd>{commandKey} K</kbd>
      </button>
    </header>
  );
}

function VersionMenu() {
  const { version, versions, choose } = useVersion();
  if (!version) return <span className="chip">No dataset</span>;
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className="chip" title="Choose the dataset and its version">
          Dataset <b>{version.name}</b>
          <span className="mono dim">
            v{version.number} · {shortId(version.id)}
          </span>
          <IconChevronDown size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
        <Menu.Label>Datasets and their versions, newest first</Menu.Label>
        {versions.map((each) => (
          <Menu.Item
            key={each.id}
            onClick={() => choose(each.id)}
            rightSection={each.id === version.id ? <IconCheck size={14} aria-label="current" /> : null}
          >
            {each.name} <span className="mono dim">v{each.number}</span>
            <div className="dim sm num">
              {formatCount(each.rowCount)} rows, {each.columns.length} columns, {formatTime(each.loadedAt)}
            </div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
