import { type KeyboardEvent, memo, useState } from 'react';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { classes } from '#web/kit/classes.ts';
import type { Preview, ReadingColumn, TableReading } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { fateOf } from './changes.ts';
import { columnDetails, useRoleWord } from './column-words.ts';
import { cellText } from './facts.ts';
import { UNSURE } from './grounds.tsx';
import { columnLetter } from './letters.ts';
import { isTinted, tintOf } from './tints.ts';
import './sheet-grid.css';

type Row = Preview['rows'][number];

interface SheetGridProps {
  readonly table: TableReading;
  readonly preview: Preview;
  readonly onColumn: (index: number, anchor: HTMLElement) => void;
  readonly onLine: (line: number, anchor: HTMLElement) => void;
}

/** Rows and columns shown at first; the rest comes on demand, so that a table of 500 columns stays light. */
const ROWS = 100;
const COLUMNS = 40;

/** The first rows of a sheet as they stand in the file, tinted and labelled by what the reading makes of them. */
export function SheetGrid({ table, preview, onColumn, onLine }: SheetGridProps) {
  const say = useTexts(ingestTexts);
  const [all, setAll] = useState(false);
  const width = Math.max(table.columns.length, ...preview.rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: all ? width : Math.min(width, COLUMNS) }, (_, i) => table.columns[i] ?? null);
  const rows = all ? preview.rows : preview.rows.slice(0, ROWS);
  const hidden = preview.rows.length - rows.length + width - columns.length;
  return (
    <>
      <section
        className={classes('sheet-scroll', hidden > 0 && 'sheet-cut')}
        aria-label={say('grid.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
      >
        <table className="sheet" onKeyDown={moveFocus}>
          <thead>
            <tr>
              <th className="sheet-colhead sheet-corner" scope="col">
                <span className="visually-hidden">{say('grid.line')}</span>
              </th>
              {columns.map((column, index) => (
                <ColumnHead key={columnLetter(index)} column={column} index={index} onOpen={onColumn} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <GridRow key={row.line} row={row} first={at === 0} columns={columns} table={table} onOpen={onLine} />
            ))}
          </tbody>
        </table>
      </section>
      {hidden > 0 && (
        <Button look="link" className="sheet-more" onClick={() => setAll(true)}>
          {say('grid.more', { rows: preview.rows.length, columns: width })}
        </Button>
      )}
    </>
  );
}

/** Arrow keys go along the column heads and down the row heads; Tab leaves them. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const { target, key, currentTarget } = event;
  const group = target instanceof HTMLElement ? target.dataset.head : undefined;
  const [back, on] = group === 'column' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (!group || (key !== back && key !== on)) return;
  const heads = [...currentTarget.querySelectorAll<HTMLElement>(`[data-head="${group}"]`)];
  const at = target instanceof HTMLElement ? heads.indexOf(target) : -1;
  const next = heads[at + (key === on ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

interface ColumnHeadProps {
  readonly column: ReadingColumn | null;
  readonly index: number;
  readonly onOpen: SheetGridProps['onColumn'];
}

/** Letter, role, and what the header says of the values below. */
function ColumnHead({ column, index, onOpen }: ColumnHeadProps) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  const roleWord = useRoleWord();
  const letter = columnLetter(index);
  if (!column)
    return (
      <th scope="col" className="sheet-colhead sheet-bare">
        {letter}
      </th>
    );
  const details = columnDetails(column, language);
  const unsure = column.confidence < UNSURE;
  return (
    <th scope="col" className={`sheet-colhead tint-${tintOf(column.role)}`}>
      <button
        type="button"
        data-head="column"
        tabIndex={index === 0 ? 0 : -1}
        className="sheet-head"
        aria-haspopup="dialog"
        title={column.why}
        onClick={(event) => onOpen(index, event.currentTarget)}
      >
        <span className="sheet-letter">{letter}</span>
        <span className="sheet-role">{roleWord(column)}</span>
        {details.map(({ tint, text }) => (
          <span key={text} className={`sheet-detail tint-${tint}`}>
            {text}
          </span>
        ))}
        {column.yearAgo && <span className="sheet-detail">{say('column.year-ago')}</span>}
        {unsure && <span className="sheet-unsure">{say('sure.look')}</span>}
      </button>
    </th>
  );
}

interface GridRowProps {
  readonly row: Row;
  readonly first: boolean;
  readonly columns: readonly (ReadingColumn | null)[];
  readonly table: TableReading;
  readonly onOpen: SheetGridProps['onLine'];
}

const GridRow = memo(function GridRow({ row, first, columns, table, onOpen }: GridRowProps) {
  const say = useTexts(ingestTexts);
  const fate = fateOf(row);
  const outside = row.line < table.from || (table.to !== null && row.line > table.to);
  return (
    <tr className={classes(`sheet-row-${fate}`, outside && 'sheet-outside')}>
      <th scope="row" className="sheet-rowhead">
        <button
          type="button"
          data-head="line"
          tabIndex={first ? 0 : -1}
          className="sheet-line"
          aria-haspopup="dialog"
          onClick={(event) => onOpen(row.line, event.currentTarget)}
        >
          <span>{row.line}</span>
          <span className="sheet-fate">{say(`fate.${fate}`)}</span>
        </button>
      </th>
      <Cells row={row} columns={columns} tinted={isTinted(fate) && !outside} />
    </tr>
  );
});

interface CellsProps {
  readonly row: Row;
  readonly columns: readonly (ReadingColumn | null)[];
  readonly tinted: boolean;
}

/** A row of words takes the whole width; others keep their cells. */
function Cells({ row, columns, tinted }: CellsProps) {
  const filled = columns.flatMap((_, index) => (cellText(row, index) === null ? [] : [index]));
  const [only] = filled;
  if (!tinted && filled.length === 1 && only !== undefined)
    return (
      <td colSpan={columns.length} className="sheet-cell sheet-words">
        <span>{cellText(row, only)}</span>
      </td>
    );
  return columns.map((column, index) => {
    const text = cellText(row, index) ?? '';
    const isValue = tinted && (column?.role === 'measure' || column?.role === 'growth' || column?.type === 'number');
    return (
      <td
        key={columnLetter(index)}
        className={classes(
          'sheet-cell',
          tinted && column && `tint-${tintOf(column.role)}`,
          isValue && 'sheet-number',
          row.columns.includes(index) && 'sheet-fault',
        )}
        title={row.columns.includes(index) ? (row.reason ?? undefined) : text.length > 24 ? text : undefined}
      >
        {text}
      </td>
    );
  });
}
