import type { ReactNode } from 'react';
import './page-head.css';

/**
 * The head of a page: a verdict in words as its h1, one sentence with the figures behind it, and its actions, of
 * which at most one is primary and stands last.
 */
export function PageHead({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="page-head">
      <div className="grow">
        <h1>{title}</h1>
        {children ? <p>{children}</p> : null}
      </div>
      {actions ? <div className="page-actions">{actions}</div> : null}
    </div>
  );
}
