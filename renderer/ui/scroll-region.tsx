import type { ReactNode } from 'react';

/** A part that scrolls by itself: named, and reachable by keyboard so that arrow keys can scroll it. */
export function ScrollRegion(props: {
  label: string;
  className?: string;
  maxHeight?: number | string;
  children: ReactNode;
}) {
  return (
    <section
      className={props.className}
      style={props.maxHeight === undefined ? undefined : { maxHeight: props.maxHeight }}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {props.children}
    </section>
  );
}
