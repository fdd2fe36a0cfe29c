import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Light } from '#web/kit/light.tsx';
import { ingestTexts } from '../i18n/texts.ts';
import type { Unknown } from './facts.ts';
import type { OpenTarget } from './target.ts';

interface UnknownListProps {
  readonly kind: 'region' | 'period';
  readonly unknown: readonly Unknown[];
  readonly onOpen: (open: OpenTarget) => void;
}

const SHOWN = 12;

/** Texts that were not understood, each with a way to say what it means. */
export function UnknownList({ kind, unknown, onOpen }: UnknownListProps) {
  const say = useTexts(ingestTexts);
  if (unknown.length === 0) return null;
  return (
    <div className="unknown">
      <Light kind="amber" word={say(`unknown.${kind}`, { count: unknown.length })} />
      <ul>
        {unknown.slice(0, SHOWN).map(({ text, lines }) => (
          <li key={text}>
            <span className="unknown-text">{text}</span>
            <span className="note">{say('unknown.lines', { lines: lines.length, first: lines[0] ?? 0 })}</span>
            <Button
              look="link"
              className="unknown-say"
              aria-haspopup="dialog"
              onClick={(event) => onOpen({ target: { kind, text }, anchor: event.currentTarget })}
            >
              {say('unknown.say')}
            </Button>
          </li>
        ))}
      </ul>
      {unknown.length > SHOWN && <p className="note">{say('unknown.more', { count: unknown.length - SHOWN })}</p>}
    </div>
  );
}
