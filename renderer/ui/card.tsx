import { type ReactNode, useId } from 'react';
import './card.css';

/** A titled surface. `aside` stands right in its header; `flush` leaves the padding to the content (tables). */
export function Card(props: {
  title?: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
  flush?: boolean;
  className?: string;
}) {
  const id = useId();
  return (
    <section className={`card ${props.className ?? ''}`} aria-labelledby={props.title ? id : undefined}>
      {props.title || props.aside ? (
        <header>
          <h2 id={id}>{props.title}</h2>
          {props.aside ? <div className="card-aside">{props.aside}</div> : null}
        </header>
      ) : null}
      <div className={props.flush ? 'card-flush' : 'card-body'}>{props.children}</div>
    </section>
  );
}
