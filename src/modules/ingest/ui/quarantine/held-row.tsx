import { type FormEvent, useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { classes } from '#web/kit/classes.ts';
import { Light } from '#web/kit/light.tsx';
import type { QuarantineRow } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { columnLetter } from '../reading/letters.ts';
import { cellsInSight, mendCells, reasonText } from './groups.ts';
import type { QuarantineActs } from './use-quarantine.ts';

interface HeldRowProps {
  readonly row: QuarantineRow;
  readonly acts: QuarantineActs;
}

/** A row that could not be read: its cells can be mended where they stand, then it is released or discarded. */
export function HeldRow({ row, acts }: HeldRowProps) {
  const say = useTexts(ingestTexts);
  const [edits, setEdits] = useState<Readonly<Record<number, string>>>({});
  const { id, line, reason, mendedReason } = row;
  const open = row.status === 'held' && id !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (id !== null) void acts.mendAndRelease([{ id, cells: mendCells(row, edits) }]);
  };
  return (
    <li>
      <form className="held" onSubmit={submit}>
        <div className="held-head">
          <b>{say('held.line', { line })}</b>
          <Light kind="amber" word={reasonText(reason)} />
          {mendedReason && (
            <span className="held-still">{say('held.still', { reason: reasonText(mendedReason) })}</span>
          )}
          {row.decidedBy && <span className="note">{say(`held.by.${row.status}`, { who: row.decidedBy })}</span>}
        </div>
        <div className="held-body">
          <Cells row={row} edits={edits} open={open} onEdit={(at, text) => setEdits({ ...edits, [at]: text })} />
          {open && (
            <div className="held-acts">
              <Button type="submit" busy={acts.busy}>
                {say(Object.keys(edits).length > 0 ? 'held.mend' : 'held.release')}
              </Button>
              <Button look="link" busy={acts.busy} onClick={() => void acts.discard([id])}>
                {say('held.discard')}
              </Button>
            </div>
          )}
        </div>
        {id === null && <p className="note">{say('held.beyond')}</p>}
      </form>
    </li>
  );
}

interface CellsProps {
  readonly row: QuarantineRow;
  readonly edits: Readonly<Record<number, string>>;
  readonly open: boolean;
  readonly onEdit: (column: number, text: string) => void;
}

function Cells({ row, edits, open, onEdit }: CellsProps) {
  const say = useTexts(ingestTexts);
  const [all, setAll] = useState(false);
  const cells = row.mended ?? row.cells;
  const shown = all ? cells.map((_, index) => index) : cellsInSight(row);
  return (
    <div className="held-cells">
      {shown.map((at) => (
        <label key={columnLetter(at)} className={classes('held-cell', at === row.column && 'held-fault')}>
          <span className="note">{columnLetter(at)}</span>
          <input
            className="input"
            value={edits[at] ?? String(cells[at] ?? '')}
            readOnly={!open}
            autoComplete="off"
            onChange={(event) => onEdit(at, event.target.value)}
          />
        </label>
      ))}
      {shown.length < cells.length && (
        <Button look="link" onClick={() => setAll(true)}>
          {say('held.all-cells', { count: cells.length })}
        </Button>
      )}
    </div>
  );
}
