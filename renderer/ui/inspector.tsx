import { createContext, type ReactNode, useContext, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { IconX } from './icons.ts';
import { ScrollRegion } from './scroll-region.tsx';
import './inspector.css';

/** The frame's place for the inspector; the frame sets it. */
export const InspectorPlace = createContext<HTMLElement | null>(null);

/**
 * The panel at the right that tells of what is selected. The page that renders it owns the selection: it stops
 * rendering it in `onClose`, which Escape and the close button call.
 */
export function Inspector({
  title,
  onClose,
  children,
}: {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const place = useContext(InspectorPlace);
  const id = useId();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key === 'Escape' && !isSomethingOpen()) close.current();
    }
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
  if (!place) return null;
  return createPortal(
    <aside className="inspector" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close the inspector" onClick={onClose}>
          <IconX size={16} />
        </button>
      </header>
      <ScrollRegion className="inspector-body" label="Details">
        {children}
      </ScrollRegion>
    </aside>,
    place,
  );
}

/** A dialog, menu or list that Escape closes first, or a search that it clears. Asked before anything has handled the key. */
function isSomethingOpen(): boolean {
  const focused = document.activeElement;
  return (
    document.querySelector('[role=dialog]') !== null ||
    (focused?.closest('[role=menu], [role=listbox], input[type=search]') ?? null) !== null ||
    (focused?.matches('[aria-haspopup][aria-expanded=true]') ?? false)
  );
}
