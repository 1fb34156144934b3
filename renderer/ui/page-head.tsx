import type { ReactNode } from 'react';
import './page-head.css';

/**
 * The head of a page: a verdict in words as its h1, one sentence with the figures behind it, and its actions, of
 * which at most one is primary and stands last. `progress` stands in the place of the sentence while that is not known,
 * and is null afterwards: both take the same room, so that what is below stays where it is.
 */
export function PageHead({
  title,
  children,
  progress,
  actions,
}: {
  title: string;
  children?: ReactNode;
  progress?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="page-head">
      <div className="grow">
        <h1>{title}</h1>
        {progress ? (
          <div className="page-progress">{progress}</div>
        ) : children ? (
          <p data-tall={progress === null || undefined}>{children}</p>
        ) : null}
      </div>
      {actions ? <div className="page-actions">{actions}</div> : null}
    </div>
  );
}
