import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';
import './empty.css';

/** A failure as a reader needs it: what is wrong, and the code to tell the operators. */
export interface ProblemText {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
}

interface ProblemProps {
  readonly problem: ProblemText;
  readonly onRetry?: () => void;
}

/** A part of the page that failed; the rest stands. */
export function Problem({ problem, onRetry }: ProblemProps) {
  const say = useTexts(kitTexts);
  return (
    <div className="empty problem" role="alert">
      <p>{problem.title}</p>
      {problem.detail && <p className="note">{problem.detail}</p>}
      <p className="problem-code">{say('problem.code', { code: problem.code })}</p>
      {onRetry && <Button onClick={onRetry}>{say('problem.retry')}</Button>}
    </div>
  );
}

/** The reader's post may not see this; says whom to ask. */
export function Forbidden() {
  const say = useTexts(kitTexts);
  return <Empty title={say('panel.forbidden')} feeds={say('panel.forbidden.help')} />;
}

interface StaleProps {
  /** When the data shown was true, already written: 11月24日 07:30. */
  readonly time: string;
  readonly onRetry?: () => void;
}

/** A line over data that could not be renewed: late is not fine. */
export function Stale({ time, onRetry }: StaleProps) {
  const say = useTexts(kitTexts);
  return (
    <div className="stale" role="status">
      <span>{say('panel.stale', { time })}</span>
      {onRetry && (
        <Button look="link" onClick={onRetry}>
          {say('problem.retry')}
        </Button>
      )}
    </div>
  );
}
