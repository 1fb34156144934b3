import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { formatDuration } from '../../ui/format.ts';
import { IconPlayerStop } from '../../ui/icons.ts';
import { ProgressTrack } from '../../ui/progress-bar.tsx';

const quietForMs = 300;

/** A comparison at work, shown once it takes longer than a moment, with a way to stop it. */
export function DiffProgress({ title, onStop }: { title: string; onStop: () => void }) {
  const [elapsedMs, setElapsed] = useState(0);
  useEffect(() => {
    const startedAt = Date.now();
    const timer = setInterval(() => setElapsed(Date.now() - startedAt), 250);
    return () => clearInterval(timer);
  }, []);
  if (elapsedMs < quietForMs) return null;
  return (
    <Card title="Progress">
      <div className="job-progress">
        <div className="job-progress-head">
          <strong className="truncate">{title}</strong>
          <span className="dim num">{formatDuration(elapsedMs)}</span>
          <Button size="compact-sm" leftSection={<IconPlayerStop size={14} />} onClick={onStop}>
            Stop
          </Button>
        </div>
        <ProgressTrack value={null} label={title} />
        <p className="dim sm">Reading every row of both versions. A million rows take some seconds.</p>
      </div>
    </Card>
  );
}
