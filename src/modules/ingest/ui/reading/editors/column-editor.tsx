import { useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import {
  COLUMN_ROLES,
  PERIOD_PARTS,
  type ReadingColumn,
  type SheetCorrection,
  type TableReading,
} from '../../../contract.ts';
import { ingestTexts } from '../../i18n/texts.ts';
import { Grounds } from '../grounds.tsx';
import { columnLetter } from '../letters.ts';
import { ChoiceList } from './choice-list.tsx';
import { NameForm } from './name-form.tsx';

type Correction = SheetCorrection['correction'];
type Role = ReadingColumn['role'];

interface ColumnEditorProps {
  readonly table: TableReading;
  readonly column: ReadingColumn;
  readonly onCorrect: (correction: Correction) => void;
}

/** What a column holds: one press on a role; time and growth ask which; values have a name and a unit. */
export function ColumnEditor({ table, column, onCorrect }: ColumnEditorProps) {
  const say = useTexts(ingestTexts);
  const [role, setRole] = useState<Role>(column.role);
  const set = (correction: Omit<Correction & { kind: 'column' }, 'kind' | 'column'>) =>
    onCorrect({ kind: 'column', column: column.index, ...correction });
  const choose = (next: Role) => {
    setRole(next);
    if (next !== 'period' && next !== 'growth' && next !== column.role) set({ role: next });
  };
  const roles = COLUMN_ROLES.map((value) => ({ value, label: say(`role.${value}`), hint: say(`role.${value}.hint`) }));
  return (
    <>
      <Grounds confidence={column.confidence} why={column.why} />
      <ChoiceList label={say('editor.role')} choices={roles} value={role} onChoose={choose} />
      {role === 'period' && <PartChoice column={column} onChoose={(part) => set({ role: 'period', part })} />}
      {role === 'growth' && (
        <GrowthChoice table={table} column={column} onChoose={(of) => set({ role: 'growth', of })} />
      )}
      {role === 'measure' && column.role === 'measure' && <ValueForm column={column} onCorrect={onCorrect} />}
    </>
  );
}

interface PartChoiceProps {
  readonly column: ReadingColumn;
  readonly onChoose: (part: (typeof PERIOD_PARTS)[number]) => void;
}

function PartChoice({ column, onChoose }: PartChoiceProps) {
  const say = useTexts(ingestTexts);
  const parts = PERIOD_PARTS.map((value) => ({ value, label: say(`part.${value}`) }));
  return (
    <div className="popup-part">
      <span className="note">{say('editor.part')}</span>
      <ChoiceList label={say('editor.part')} choices={parts} value={column.part} onChoose={onChoose} />
    </div>
  );
}

interface GrowthChoiceProps {
  readonly table: TableReading;
  readonly column: ReadingColumn;
  readonly onChoose: (of: number) => void;
}

/** Which values a growth belongs to; the nearest columns to its left first. */
function GrowthChoice({ table, column, onChoose }: GrowthChoiceProps) {
  const say = useTexts(ingestTexts);
  const values = table.columns.filter(({ role, index }) => role === 'measure' && index !== column.index);
  const near = values.sort((a, b) => Math.abs(a.index - column.index) - Math.abs(b.index - column.index));
  const choices = near.slice(0, 12).map(({ index, label }) => ({
    value: String(index),
    label: `${columnLetter(index)} ${label}`,
  }));
  return (
    <div className="popup-part">
      <span className="note">{say('editor.growth-of')}</span>
      <ChoiceList
        label={say('editor.growth-of')}
        choices={choices}
        value={column.growthOf === null ? null : String(column.growthOf)}
        onChoose={(index) => onChoose(Number(index))}
        single
      />
    </div>
  );
}

interface ValueFormProps {
  readonly column: ReadingColumn;
  readonly onCorrect: (correction: Correction) => void;
}

/** Name and unit of the values; a column without a name of its own asks only for the unit. */
function ValueForm({ column: { index, measure, unit, label }, onCorrect }: ValueFormProps) {
  const submit = (words: { name: string; unit: string }) => {
    if (!measure) onCorrect({ kind: 'unit', unit: words.unit, column: index });
    else if (words.name === measure.name) onCorrect({ kind: 'unit', unit: words.unit, column: index });
    else onCorrect({ kind: 'measure', text: label, name: words.name, ...(words.unit && { unit: words.unit }) });
  };
  return (
    <div className="popup-part">
      <NameForm name={measure?.name} unit={unit} onSay={submit} />
    </div>
  );
}
