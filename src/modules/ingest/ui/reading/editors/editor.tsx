import { useTexts } from '#web/i18n/use-texts.ts';
import type { PreviewReply, SheetCorrection } from '../../../contract.ts';
import { ingestTexts, type SayIngest } from '../../i18n/texts.ts';
import { columnLetter } from '../letters.ts';
import { Popup } from '../popup.tsx';
import type { OpenTarget, Target } from '../target.ts';
import { ChoiceList } from './choice-list.tsx';
import { ColumnEditor } from './column-editor.tsx';
import { LineEditor } from './line-editor.tsx';
import { NameForm } from './name-form.tsx';
import { PeriodForm } from './period-form.tsx';
import { RegionPicker } from './region-picker.tsx';

type Correction = SheetCorrection['correction'];

interface EditorProps {
  readonly open: OpenTarget;
  readonly reply: PreviewReply;
  /** Which table of the sheet. */
  readonly table: number;
  readonly onCorrect: (correction: Correction) => void;
  readonly onClose: () => void;
}

/** The sheet in which one thing of the reading is corrected. */
export function Editor({ open: { target, anchor }, reply, table, onCorrect, onClose }: EditorProps) {
  const say = useTexts(ingestTexts);
  const correct = (correction: Correction) => {
    onClose();
    onCorrect(correction);
  };
  return (
    <Popup anchor={anchor} title={titleOf(target, reply, table, say)} onClose={onClose}>
      <Content target={target} reply={reply} table={table} onCorrect={correct} />
    </Popup>
  );
}

function titleOf(target: Target, { sheet }: PreviewReply, table: number, say: SayIngest): string {
  if (target.kind === 'column') {
    const label = sheet.tables[table]?.columns[target.index]?.label ?? '';
    return say('editor.column', { letter: columnLetter(target.index), label });
  }
  if (target.kind === 'line') return say('editor.line', { line: target.line });
  if (target.kind === 'region' || target.kind === 'period') return say(`editor.${target.kind}`, { text: target.text });
  return say(`editor.${target.kind}`);
}

interface ContentProps extends Omit<EditorProps, 'open' | 'onClose'> {
  readonly target: Target;
}

function Content({ target, reply, table, onCorrect }: ContentProps) {
  const reading = reply.sheet.tables[table];
  if (!reading) return null;
  if (target.kind === 'column') {
    const column = reading.columns[target.index];
    return column ? <ColumnEditor table={reading} column={column} onCorrect={onCorrect} /> : null;
  }
  if (target.kind === 'line') {
    const row = reply.preview.rows.find(({ line }) => line === target.line);
    return row ? <LineEditor table={reading} row={row} onCorrect={onCorrect} /> : null;
  }
  if (target.kind === 'region')
    return <RegionPicker text={target.text} onPick={(region) => onCorrect({ ...target, region })} />;
  if (target.kind === 'sheet-region')
    return <RegionPicker text="" onPick={(region) => onCorrect({ kind: 'sheet-region', region })} />;
  if (target.kind === 'period') return <PeriodForm onPick={(period) => onCorrect({ ...target, period })} />;
  if (target.kind === 'sheet-period')
    return <PeriodForm onPick={(period) => onCorrect({ kind: 'sheet-period', period })} />;
  if (target.kind === 'section') return <SectionChoice now={reading.section?.sets ?? null} onCorrect={onCorrect} />;
  const said = reading.fixed.measure?.value;
  const unit = said?.unit ?? reading.fixed.units?.value[0] ?? null;
  if (target.kind === 'unit')
    return <NameForm unit={unit} onSay={(words) => onCorrect({ kind: 'unit', unit: words.unit })} />;
  return (
    <NameForm
      name={said?.name ?? ''}
      unit={unit}
      onSay={({ name, unit: told }) => onCorrect({ kind: 'sheet-measure', name, ...(told && { unit: told }) })}
    />
  );
}

const SETS = ['measure', 'region', 'period', 'group', 'none'] as const;

interface SectionChoiceProps {
  readonly now: Exclude<(typeof SETS)[number], 'none'> | null;
  readonly onCorrect: (correction: Correction) => void;
}

/** What a line standing alone among the data says of the rows below it. */
function SectionChoice({ now, onCorrect }: SectionChoiceProps) {
  const say = useTexts(ingestTexts);
  const choices = SETS.map((value) => ({ value, label: say(`section.${value}`) }));
  return (
    <ChoiceList
      label={say('editor.section')}
      choices={choices}
      value={now ?? 'none'}
      onChoose={(value) => onCorrect({ kind: 'section', sets: value === 'none' ? null : value })}
      single
    />
  );
}
