import type { ReactNode } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { ingestTexts } from '../i18n/texts.ts';
import { Grounds } from './grounds.tsx';
import type { OpenTarget, Target } from './target.ts';
import type { Tint } from './tints.ts';

interface ElementProps {
  readonly name: string;
  readonly tint?: Tint;
  /** What was found, in a sentence. */
  readonly children: ReactNode;
  readonly confidence?: number;
  readonly why?: string;
  /** What can be corrected here. */
  readonly target?: Target;
  readonly onOpen: (open: OpenTarget) => void;
}

/** One element of the reading: what, why, how sure, and a way to correct it. */
export function Element({ name, tint, children, confidence, why, target, onOpen }: ElementProps) {
  const say = useTexts(ingestTexts);
  return (
    <li className="element">
      <div className="element-head">
        {tint && <span className={`element-key tint-${tint}`} aria-hidden="true" />}
        <h3>{name}</h3>
        {target && (
          <Button
            look="link"
            className="element-edit"
            aria-haspopup="dialog"
            aria-label={say('element.change', { name })}
            onClick={(event) => onOpen({ target, anchor: event.currentTarget })}
          >
            {say('element.edit')}
          </Button>
        )}
      </div>
      <div className="element-found">{children}</div>
      {confidence !== undefined && <Grounds confidence={confidence} why={why ?? ''} />}
    </li>
  );
}
