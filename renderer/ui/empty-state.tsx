import type { ReactNode } from 'react';
import './empty-state.css';

/** What a page or a card shows while there is nothing: what will stand here and how to get there. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty-state">
      <strong>{title}</strong>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}
