import { useTexts } from '#web/i18n/use-texts.ts';
import type { PreviewReply, SheetCorrection, TableReading } from '../../../contract.ts';
import { ingestTexts } from '../../i18n/texts.ts';
import { fateOf } from '../changes.ts';
import { ChoiceList } from './choice-list.tsx';

/** What a person may say of a row; kinds that only follow from others are left out. */
const KINDS = ['data', 'header', 'title', 'unit', 'section', 'note', 'source', 'total', 'blank'] as const;
type Kind = (typeof KINDS)[number];

interface LineEditorProps {
  readonly table: TableReading;
  readonly row: PreviewReply['preview']['rows'][number];
  readonly onCorrect: (correction: SheetCorrection['correction']) => void;
}

/** What a row is: data, one of the header rows, or words around the table. */
export function LineEditor({ table, row, onCorrect }: LineEditorProps) {
  const say = useTexts(ingestTexts);
  const fate = fateOf(row);
  const now: Kind | null =
    fate === 'accepted' || fate === 'quarantined' ? 'data' : (KINDS.find((kind) => kind === fate) ?? null);
  const choices = KINDS.map((value) => ({ value, label: say(`kind.${value}`), hint: say(`kind.${value}.hint`) }));
  return (
    <>
      {row.reason && <p className="grounds note">{row.reason}</p>}
      <ChoiceList
        label={say('editor.kind')}
        choices={choices}
        value={now}
        onChoose={(kind) => onCorrect(lineCorrection(table.headerRows, row.line, kind))}
      />
    </>
  );
}

/** A header row is added to or taken from the header; any other kind is said of the row alone. */
export function lineCorrection(header: readonly number[], line: number, kind: Kind): SheetCorrection['correction'] {
  const others = header.filter((one) => one !== line);
  if (kind === 'header') return { kind: 'header', lines: [...others, line].sort((a, b) => a - b) };
  if (others.length < header.length) return { kind: 'header', lines: others };
  return { kind: 'line', line, what: kind };
}
