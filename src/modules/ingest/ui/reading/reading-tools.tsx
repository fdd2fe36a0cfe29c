import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Light } from '#web/kit/light.tsx';
import type { PreviewReply } from '../../contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { ingestTexts } from '../i18n/texts.ts';
import { ChangeList } from './change-list.tsx';
import { isTouched } from './draft.ts';
import type { SheetDraft } from './use-reading.ts';

interface ReadingToolsProps {
  readonly reading: SheetDraft;
  readonly reply: PreviewReply;
}

/** What stands over the proposal: remembered corrections, what the last one changed, and the ways back. */
export function ReadingTools({ reading, reply }: ReadingToolsProps) {
  const say = useTexts(ingestTexts);
  const { draft, changes, refusal, busy, restore, undo } = reading;
  const { remembered } = reply.sheet;
  const touched = isTouched(draft, remembered !== null && remembered.applied > 0);
  const own = draft.corrections.length;
  return (
    <div className="reading-tools">
      <div className="reading-told">
        {remembered && remembered.applied > 0 && <Remembered remembered={remembered} />}
        {changes ? (
          <ChangeList changes={changes} onUndo={draft.before ? undo : null} />
        ) : (
          <span className="note">{say('tools.none')}</span>
        )}
        <ActProblem problem={refusal} />
      </div>
      {own > 0 && <span className="note">{say('tools.own', { count: own })}</span>}
      <Button busy={busy} disabled={!touched} onClick={restore}>
        {say('tools.restore')}
      </Button>
    </div>
  );
}

interface RememberedProps {
  readonly remembered: NonNullable<PreviewReply['sheet']['remembered']>;
}

/** Corrections of the last file of this layout, taken over; and those that could not be. */
function Remembered({ remembered: { by, applied, dropped } }: RememberedProps) {
  const say = useTexts(ingestTexts);
  return (
    <span className="remembered">
      <Light kind="blue" word={say('remembered', { by, count: applied })} />
      {dropped.length > 0 && <span className="note">{say('remembered.dropped', { why: dropped.join('；') })}</span>}
    </span>
  );
}
