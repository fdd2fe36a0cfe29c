import type { Language } from '#web/i18n/language.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { ingestTexts, type SayIngest } from '../i18n/texts.ts';
import type { Change, RowFate } from './changes.ts';
import { columnDetails, periodWords, roleWord } from './column-words.ts';
import { columnLetter } from './letters.ts';

interface ChangeListProps {
  readonly changes: readonly Change[];
  /** Null when there is nothing to take back. */
  readonly onUndo: (() => void) | null;
}

const SHOWN = 6;

/** What the last correction has changed, read out when it appears. */
export function ChangeList({ changes, onUndo }: ChangeListProps) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  return (
    <div className="changes" role="status">
      <b>{say('changes.title')}</b>
      {changes.length === 0 && <span>{say('changes.none')}</span>}
      <ul>
        {changes.slice(0, SHOWN).map((change) => {
          const words = changeWords(change, say, language);
          return <li key={words}>{words}</li>;
        })}
        {changes.length > SHOWN && <li>{say('changes.more', { count: changes.length - SHOWN })}</li>}
      </ul>
      {onUndo && (
        <Button look="link" onClick={onUndo}>
          {say('changes.undo')}
        </Button>
      )}
    </div>
  );
}

function changeWords(change: Change, say: SayIngest, language: Language): string {
  const fate = (of: RowFate) => say(`fate.${of}`);
  if (change.kind === 'column') {
    const words = (column: typeof change.from) =>
      [roleWord(say, column), ...columnDetails(column, language).map(({ text }) => text)].join(' ');
    return say('change.column', { letter: columnLetter(change.index), from: words(change.from), to: words(change.to) });
  }
  if (change.kind === 'row')
    return say('change.row', { line: change.line, from: fate(change.from), to: fate(change.to) });
  if (change.kind === 'rows')
    return say('change.rows', { count: change.lines.length, from: fate(change.from), to: fate(change.to) });
  if (change.kind === 'layout')
    return say('change.layout', { from: say(`layout.${change.from}`), to: say(`layout.${change.to}`) });
  const none = say('change.nothing');
  const value = (text: string | null) =>
    text === null ? none : change.what === 'period' ? periodWords(text, language) : text;
  return say('change.said', { what: say(`element.${change.what}`), from: value(change.from), to: value(change.to) });
}
