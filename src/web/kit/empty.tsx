import type { ReactNode } from 'react';
import './empty.css';

interface EmptyProps {
  /** What is not here: 本期没有超期事项. */
  readonly title: string;
  /** What would fill it, so that empty is never a riddle: 督查室立项后在此出现. */
  readonly feeds?: string;
  readonly action?: ReactNode;
}

/** Nothing to show, and why. */
export function Empty({ title, feeds, action }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {feeds && <p className="note">{feeds}</p>}
      {action}
    </div>
  );
}
