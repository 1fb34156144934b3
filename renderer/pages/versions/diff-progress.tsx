import { useEffect, useState } from 'react';
import type { JobView } from '../../client/job-view.ts';
import { Card } from '../../ui/card.tsx';
import { JobProgress } from '../../ui/progress-bar.tsx';

const quietForMs = 300;

/** A comparison at work, shown once it takes longer than a moment, with a way to stop it. */
export function DiffProgress({ view, onStop }: { view: JobView; onStop: () => void }) {
  const [isQuiet, setQuiet] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(false), quietForMs);
    return () => clearTimeout(timer);
  }, []);
  if (isQuiet) return null;
  return (
    <Card title="Progress">
      <JobProgress view={view} waitingFor="Compare two versions" onStop={onStop} />
    </Card>
  );
}
