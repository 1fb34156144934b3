import type { DoctorReport } from '../../../core/contract/project.ts';
import { queries, queryClient } from '../../client/queries.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

const TONES: Readonly<Record<DoctorReport['items'][number]['status'], Tone>> = {
  ok: 'good',
  absent: 'plain',
  broken: 'error',
};

/** What Assay finds on this machine: versions, backends, browser, desktop runtime. */
export function Doctor({ report, error }: { report: DoctorReport | null; error: Error | null }) {
  return (
    <Card
      title="Doctor"
      aside={
        <button
          type="button"
          className="link-button"
          onClick={() => void queryClient.invalidateQueries(queries.doctor())}
        >
          Look again
        </button>
      }
    >
      <ErrorNote error={error} />
      {report ? (
        <ul className="doctor-list">
          {report.items.map((item) => (
            <li key={item.id}>
              <Tag tone={TONES[item.status]}>{item.status}</Tag>
              <b>{item.label}</b>
              <span className="doctor-detail">{item.detail}</span>
            </li>
          ))}
        </ul>
      ) : (
        !error && <p className="dim sm">Looking at what is installed …</p>
      )}
    </Card>
  );
}
