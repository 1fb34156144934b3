import type { ReactNode } from 'react';
import './tag.css';

export type Tone = 'error' | 'warning' | 'note' | 'good' | 'plain';

/** A short label in colour and in words: never by colour alone. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  );
}
