import { type CSSProperties, type ReactNode, useId } from 'react';
import './card.css';

interface CardProps {
  readonly title: string;
  /** Behind the title, smaller: how it is ordered, of which period. */
  readonly note?: ReactNode;
  /** At the right end of the heading: a switch, a link to all of it. */
  readonly tools?: ReactNode;
  /** Height kept free before the content arrives, such as `24rem`, so that nothing below it moves. */
  readonly reserve?: string;
  readonly children: ReactNode;
}

/** A titled region of a board. */
export function Card({ title, note, tools, reserve, children }: CardProps) {
  const heading = useId();
  const style: CSSProperties = { minHeight: reserve };
  return (
    <section className="panel" aria-labelledby={heading}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {note && <span className="panel-note">{note}</span>}
        {tools && <span className="panel-tools">{tools}</span>}
      </header>
      <div className="panel-body" style={style}>
        {children}
      </div>
    </section>
  );
}
