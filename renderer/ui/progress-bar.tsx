import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type JobView, shareDone } from '../client/job-view.ts';
import { formatCount, formatDuration } from './format.ts';
import { IconPlayerStop } from './icons.ts';
import './progress-bar.css';

/** A bar from 0 to 1; null moves without an end. */
export function ProgressTrack({ value, label }: { value: number | null; label: string }) {
  const percent = value === null ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      className="track"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-endless={percent === undefined || undefined}
    >
      <i style={percent === undefined ? undefined : { width: `${percent}%` }} />
    </div>
  );
}

/**
 * A job at work: what is done, what is left, how long it may take, and a way to stop it. `waitingFor` says what goes on
 * before it starts.
 */
export function JobProgress({
  view,
  waitingFor = 'Starting',
  onStop,
}: {
  view: JobView;
  waitingFor?: string;
  onStop?: () => void;
}) {
  const { job, progress } = view;
  const now = useSecond(job?.status === 'running');
  const label = job?.title ?? waitingFor;
  const value = shareDone(view);
  const elapsed = job ? Math.max(0, now - Date.parse(job.startedAt)) : 0;
  const left = value !== null && value > 0.08 && elapsed > 2_000 ? (elapsed * (1 - value)) / value : null;
  return (
    <div className="job-progress">
      <div className="job-progress-head">
        <strong className="truncate">{label}</strong>
        <span className="dim num">
          {value === null ? null : `${Math.floor(value * 100)} %`}
          {left === null ? null : `, about ${formatDuration(Math.ceil(left / 1000) * 1000)} left`}
        </span>
        {onStop && job?.status === 'running' ? (
          <Button size="compact-sm" leftSection={<IconPlayerStop size={14} />} onClick={onStop}>
            Stop
          </Button>
        ) : null}
      </div>
      <ProgressTrack value={value} label={label} />
      <p className="dim sm num" aria-live="polite">
        {progress?.message ?? job?.message ?? 'Waiting for the engine'}
        {progress?.total && progress.total > 1
          ? ` · ${formatCount(progress.done)} of ${formatCount(progress.total)}`
          : null}
      </p>
    </div>
  );
}

/** Work in one line: what it does, how far it is, and a way to stop it. `view` is null for what is no job. */
export function InlineProgress({
  view,
  label,
  onStop,
}: {
  view: JobView | null;
  label: string;
  onStop?: () => void;
}) {
  const value = shareDone(view);
  return (
    <span className="inline-progress">
      <span className="truncate">{view?.progress?.message ?? label}</span>
      <ProgressTrack value={value} label={label} />
      {onStop && (view === null || view.job?.status === 'running') ? (
        <StopButton label={label} onStop={onStop} />
      ) : null}
    </span>
  );
}

/** Stops what `label` says, in a line of text. */
export function StopButton({ label, onStop }: { label: string; onStop: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label={`Stop: ${label}`} title="Stop" onClick={onStop}>
      <IconPlayerStop size={14} />
    </button>
  );
}

function useSecond(isOn: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isOn]);
  return now;
}
