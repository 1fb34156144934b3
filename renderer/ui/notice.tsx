import { useSyncExternalStore } from 'react';
import { IconX } from './icons.ts';
import './notice.css';

export interface Notice {
  readonly text: string;
  readonly tone?: 'note' | 'error';
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[];
}

interface Shown extends Notice {
  readonly id: number;
}

const shownForMs = 7_000;
const listeners = new Set<() => void>();
let shown: readonly Shown[] = [];
let lastId = 0;

/**
 * Says something quietly at the lower edge; it goes by itself, an error stays until it is closed. Undo and redo are about
 * the latest step, so a notice that offers one takes the place of the one before.
 */
export function notify(notice: Notice): void {
  const id = ++lastId;
  const others = shown.filter((other) => other.text !== notice.text && !(isStep(other) && isStep(notice)));
  set([...others.slice(-2), { ...notice, id }]);
  if (notice.tone !== 'error') setTimeout(() => close(id), shownForMs);
}

function isStep({ actions = [] }: Notice): boolean {
  return actions.some(({ label }) => label === 'Undo' || label === 'Redo');
}

/** The notices of the window. Stands once, in the frame. */
export function Notices() {
  const notices = useSyncExternalStore(subscribe, () => shown);
  return (
    <section className="notices" aria-label="Notices" aria-live="polite">
      {notices.map(({ id, text, tone, actions }) => (
        <div key={id} className="notice" data-tone={tone ?? 'note'}>
          <span>{text}</span>
          {actions?.map(({ label, run }) => (
            <button
              key={label}
              type="button"
              className="notice-action"
              onClick={() => {
                close(id);
                run();
              }}
            >
              {label}
            </button>
          ))}
          <button
            type="button"
            className="icon-button"
            aria-label="Close this notice"
            onClick={() => close(id)}
          >
            <IconX size={14} />
          </button>
        </div>
      ))}
    </section>
  );
}

function close(id: number): void {
  set(shown.filter((notice) => notice.id !== id));
}

function set(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
