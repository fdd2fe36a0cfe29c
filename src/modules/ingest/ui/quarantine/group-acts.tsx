import type { FormEvent } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { formatNumber } from '#web/kit/number.ts';
import type { QuarantineRow } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { type ReasonGroup, replaceFault, type SameText } from './groups.ts';
import type { QuarantineActs } from './use-quarantine.ts';

interface GroupActsProps {
  readonly group: ReasonGroup;
  readonly acts: QuarantineActs;
}

const TEXTS = 8;

/** What can be done for all rows of one reason at once. */
export function GroupActs({ group, acts }: GroupActsProps) {
  const say = useTexts(ingestTexts);
  const ids = idsOf(group.rows);
  return (
    <section className="held-group" aria-label={group.reason}>
      <div className="held-head">
        <b>{group.reason}</b>
        <span className="note">{say('group.rows', { rows: formatNumber(group.rows.length) })}</span>
        <Button busy={acts.busy} onClick={() => void acts.release(ids)}>
          {say('group.release')}
        </Button>
        <Button look="danger" busy={acts.busy} onClick={() => void acts.discard(ids)}>
          {say('group.discard', { rows: formatNumber(ids.length) })}
        </Button>
      </div>
      <ul className="held-texts">
        {group.texts.slice(0, TEXTS).map((same) => (
          <li key={same.text}>
            <Replace same={same} acts={acts} />
          </li>
        ))}
      </ul>
      {group.texts.length > TEXTS && (
        <p className="note">{say('group.more-texts', { count: group.texts.length - TEXTS })}</p>
      )}
    </section>
  );
}

interface ReplaceProps {
  readonly same: SameText;
  readonly acts: QuarantineActs;
}

/** The same text at fault in several rows is replaced in all of them. */
function Replace({ same, acts }: ReplaceProps) {
  const say = useTexts(ingestTexts);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('text') ?? '');
    const rows = same.rows.flatMap((row) => (row.id === null ? [] : [{ id: row.id, cells: replaceFault(row, text) }]));
    void acts.mendAndRelease(rows);
  };
  return (
    <form className="held-replace" onSubmit={submit}>
      <span>{say('group.text', { text: same.text, rows: formatNumber(same.rows.length) })}</span>
      <input className="input" name="text" autoComplete="off" aria-label={say('group.replace', { text: same.text })} />
      <Button type="submit" busy={acts.busy}>
        {say('group.mend')}
      </Button>
    </form>
  );
}

function idsOf(rows: readonly QuarantineRow[]): number[] {
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}
