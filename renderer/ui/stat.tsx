import type { ReactNode } from 'react';
import './stat.css';

/** A list of figures with their names. */
export function Stats({ children }: { children: ReactNode }) {
  return <dl className="stats">{children}</dl>;
}

/** One figure with its name and, where it helps, a remark. */
export function Stat({ label, value, detail }: { label: ReactNode; value: ReactNode; detail?: ReactNode }) {
  return (
    <div className="stat">
      <dt>{label}</dt>
      <dd className="num">
        {value}
        {detail ? <span className="stat-detail"> {detail}</span> : null}
      </dd>
    </div>
  );
}
