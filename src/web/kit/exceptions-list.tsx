import { Button } from './button.tsx';
import { Light, type LightKind } from './light.tsx';
import './exceptions-list.css';

/** What a reader can do about an exception: 看原因, 批示, 呼叫. */
export interface ExceptionAction {
  readonly id: string;
  readonly label: string;
  readonly onAct: () => void;
}

/** One thing that is not as it should be, as a sentence. */
export interface ExceptionItem {
  readonly id: string;
  readonly light: LightKind;
  /** What the light means here: 逾期, 回落, 预警. */
  readonly word: string;
  /** The sentence, with figure and unit. */
  readonly sentence: string;
  /** Why, and who answers for it. */
  readonly why: string;
  readonly actions: readonly ExceptionAction[];
}

/** Exceptions first: the sentence, why, and what can be done about it. */
export function ExceptionsList({ items }: { readonly items: readonly ExceptionItem[] }) {
  return (
    <ol className="exceptions">
      {items.map((item) => (
        <li key={item.id} className="exception">
          <Light kind={item.light} word={item.word} />
          <div className="exception-text">
            <p className="exception-sentence">{item.sentence}</p>
            <p className="note">{item.why}</p>
          </div>
          <div className="exception-actions">
            {item.actions.map((action) => (
              <Button
                key={action.id}
                look="link"
                onClick={action.onAct}
                aria-label={`${action.label}: ${item.sentence}`}
              >
                {action.label}
              </Button>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
