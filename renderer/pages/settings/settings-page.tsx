import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Project, Settings } from '../../../core/contract/project.ts';
import { client } from '../../client/client.ts';
import { queries, queryClient } from '../../client/queries.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatBytes, formatPlural } from '../../ui/format.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Stat, Stats } from '../../ui/stat.tsx';
import { NumberField } from '../train/number-field.tsx';
import { Doctor } from './doctor.tsx';
import './settings.css';

/** How does Assay use this machine, and is everything there that it needs? */
export default function SettingsPage() {
  const settings = useQuery(queries.settings());
  const project = useQuery(queries.project());
  const doctor = useQuery(queries.doctor());
  const [error, setError] = useState<unknown>(null);

  const save = async (next: Settings) => {
    const { queryKey } = queries.settings();
    const before = queryClient.getQueryData(queryKey);
    queryClient.setQueryData(queryKey, next);
    setError(null);
    try {
      queryClient.setQueryData(queryKey, await client.project.saveSettings(next));
    } catch (thrown) {
      queryClient.setQueryData(queryKey, before);
      setError(thrown);
    }
  };

  return (
    <>
      <PageHead title={titleOf(settings.data, project.data)}>
        Settings are saved at once. Threads and memory take effect at once too while nothing is at work,
        otherwise at the next start.
      </PageHead>
      <ErrorNote error={error ?? settings.error ?? project.error} />
      <div className="cols settings-cols">
        <div className="stack">
          {settings.data && <Appearance settings={settings.data} onSave={(next) => void save(next)} />}
          {settings.data && project.data && (
            <Machine settings={settings.data} project={project.data} onSave={(next) => void save(next)} />
          )}
          {project.data && (
            <Card title="Project">
              <Stats>
                <Stat label="Folder" value={<span className="mono">{project.data.path}</span>} />
                <Stat label="Engine" value={project.data.engineVersion} />
                <Stat label="Host" value={project.data.host} />
              </Stats>
            </Card>
          )}
        </div>
        <Doctor report={doctor.data ?? null} error={doctor.error} />
      </div>
    </>
  );
}

function titleOf(settings: Settings | undefined, project: Project | undefined): string {
  if (!settings || !project) return 'Settings';
  const threads = settings.threads === 0 ? project.cores : settings.threads;
  const megabytes = settings.memoryMb === 0 ? project.memoryMb / 2 : settings.memoryMb;
  return `Work may use ${formatPlural(threads, 'thread')} and ${formatBytes(megabytes * 1e6)} of memory for data.`;
}

interface SectionProps {
  readonly settings: Settings;
  readonly onSave: (settings: Settings) => void;
}

function Appearance({ settings, onSave }: SectionProps) {
  const { setColorScheme } = useMantineColorScheme();
  return (
    <Card title="Theme">
      <SegmentedControl
        aria-label="Theme"
        data={[
          { value: 'system', label: 'As the system' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        value={settings.theme}
        onChange={(value) => {
          const theme = value === 'light' || value === 'dark' ? value : 'system';
          setColorScheme(theme === 'system' ? 'auto' : theme);
          onSave({ ...settings, theme });
        }}
      />
    </Card>
  );
}

function Machine({ settings, project, onSave }: SectionProps & { project: Project }) {
  return (
    <Card
      title="Machine"
      aside={`${formatPlural(project.cores, 'core')}, ${formatBytes(project.memoryMb * 1e6)}`}
    >
      <div className="settings-fields">
        <NumberField
          label="Threads"
          description={`0 means as many as there are cores: ${project.cores}.`}
          min={0}
          max={256}
          isWhole
          value={settings.threads}
          onCommit={(threads) => onSave({ ...settings, threads })}
        />
        <NumberField
          label="Memory for data, MB"
          description={`0 means half of the machine's: ${Math.round(project.memoryMb / 2)} MB.`}
          min={0}
          max={Math.max(1024, project.memoryMb)}
          step={256}
          isWhole
          value={settings.memoryMb}
          onCommit={(memoryMb) => onSave({ ...settings, memoryMb })}
        />
      </div>
    </Card>
  );
}
