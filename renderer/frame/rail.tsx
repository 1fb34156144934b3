import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'wouter';
import { queries } from '../client/queries.ts';
import { useDraft } from '../client/use-draft.ts';
import { useJobs } from '../client/use-jobs.ts';
import { useVersion } from '../client/use-version.ts';
import {
  IconActivity,
  IconAlertTriangle,
  IconArrowsSplit2,
  IconChartDots,
  IconChartLine,
  IconPackage,
  IconSchema,
  IconSettings,
  IconTable,
  IconVersions,
} from '../ui/icons.ts';
import { useProblems } from './use-problems.ts';

interface Entry {
  readonly path: string;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
}

export const railGroups: readonly { readonly name: string; readonly entries: readonly Entry[] }[] = [
  {
    name: 'Data',
    entries: [
      { path: '/data', label: 'Data', icon: IconTable },
      { path: '/issues', label: 'Issues', icon: IconAlertTriangle },
      { path: '/relations', label: 'Relations', icon: IconSchema },
      { path: '/versions', label: 'Versions', icon: IconVersions },
    ],
  },
  {
    name: 'Experiment',
    entries: [
      { path: '/split', label: 'Split', icon: IconArrowsSplit2 },
      { path: '/train', label: 'Train', icon: IconChartLine },
      { path: '/compare', label: 'Compare', icon: IconChartDots },
    ],
  },
  { name: 'Share', entries: [{ path: '/bundles', label: 'Bundles', icon: IconPackage }] },
];

export const railFoot: readonly Entry[] = [
  { path: '/activity', label: 'Activity', icon: IconActivity },
  { path: '/settings', label: 'Settings', icon: IconSettings },
];

interface Count {
  readonly value: number;
  readonly means: string;
  readonly tone?: 'error';
}

/** The way to every page, with what waits there. */
export function Rail() {
  const counts = useCounts();
  const { data: project } = useQuery(queries.project());
  return (
    <nav className="rail" aria-label="Pages">
      <div className="brand">
        <Mark />
        <span className="truncate" title={project?.path}>
          {project?.name ?? 'Assay'}
        </span>
      </div>
      {railGroups.map(({ name, entries }) => (
        <div key={name}>
          <h2>{name}</h2>
          <Entries entries={entries} counts={counts} />
        </div>
      ))}
      <div className="rail-foot">
        <Entries entries={railFoot} counts={counts} />
      </div>
    </nav>
  );
}

function Entries({
  entries,
  counts,
}: {
  entries: readonly Entry[];
  counts: Record<string, Count | undefined>;
}) {
  const [location] = useLocation();
  const isNarrow = useMediaQuery('(max-width: 1099px)');
  return (
    <ul>
      {entries.map(({ path, label, icon: Icon }) => {
        const count = counts[path];
        return (
          <li key={path}>
            <Link
              href={path}
              title={isNarrow ? label : undefined}
              aria-current={location.startsWith(path) ? 'page' : undefined}
            >
              <Icon size={16} stroke={1.6} />
              <span className="rail-label">{label}</span>
              {count && count.value > 0 ? (
                <span className="rail-count" data-tone={count.tone}>
                  {count.value}
                  <span className="visually-hidden"> {count.means}</span>
                </span>
              ) : null}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function useCounts(): Record<string, Count | undefined> {
  const { version, versions } = useVersion();
  const { spec } = useDraft(version?.id ?? null);
  const problems = useProblems(version?.id ?? null, spec);
  const { data: runs } = useQuery(queries.runs());
  const { data: bundles } = useQuery(queries.bundles());
  const { running } = useJobs();
  return {
    '/data': { value: new Set(versions.map(({ name }) => name)).size, means: 'datasets' },
    '/issues': { value: problems?.open ?? 0, means: 'open problems', tone: 'error' },
    '/compare': { value: runs?.length ?? 0, means: 'runs' },
    '/bundles': { value: bundles?.length ?? 0, means: 'bundles' },
    '/activity': { value: running.length, means: 'running' },
  };
}

function Mark() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true">
      <rect x="1" y="1" width="20" height="20" rx="5" fill="var(--accent)" />
      <path
        d="M6 16 11 5l5 11M8 12h6"
        stroke="var(--accent-ink)"
        strokeWidth="1.8"
        fill="none"
        strokeLinecap="round"
      />
    </svg>
  );
}
