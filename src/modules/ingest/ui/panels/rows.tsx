import { useState } from 'react';
import type { Language } from '#web/i18n/language.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { formatNumber, NO_FIGURE } from '#web/kit/number.ts';
import type { PanelProps } from '#web/module-ui.ts';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { DatasetRows } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { periodWords } from '../reading/column-words.ts';
import { formatValue } from '../sizes.ts';
import { markWords } from './marks.ts';
import { PanelPart } from './panel-part.tsx';
import { resourceIdOf } from './resource-id.ts';
import { SourceDrawer, type SourcePlace } from './source-drawer.tsx';
import '../ingest.css';
import './rows.css';

const SIZE = 50;

/** Rows of a resource as they stand; each figure leads to the cell of the file it came from. */
export function Panel({ data }: PanelProps) {
  const id = resourceIdOf(data);
  return id === null ? null : <Rows id={id} />;
}

function Rows({ id }: { readonly id: string }) {
  const [page, setPage] = useState(1);
  const [opened, setOpened] = useState<SourcePlace | null>(null);
  const answer = useGet(`/api/catalogue/resources/${id}/rows?size=${SIZE}&page=${page}`, DatasetRows);
  return (
    <>
      <PanelPart state={panelStateOf(answer)}>
        {(rows) => (
          <>
            <RowTable rows={rows} onOpen={setOpened} />
            <Pages total={rows.total} page={page} onPage={setPage} />
          </>
        )}
      </PanelPart>
      {opened && <SourceDrawer place={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

interface RowTableProps {
  readonly rows: DatasetRows;
  readonly onOpen: (place: SourcePlace) => void;
}

function RowTable({ rows: { columns, rows }, onOpen }: RowTableProps) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="data-table-scroll rows-scroll" aria-label={say('rows.caption')} tabIndex={0}>
      <table className="data-table">
        <thead>
          <tr>
            {columns.map(({ column, name, unit }) => (
              <th key={column} scope="col" className={isMeasure(column) ? 'numeric' : undefined}>
                {name}
                {unit && <span className="data-table-unit">{unit}</span>}
              </th>
            ))}
            <th scope="col">{say('rows.line')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.batch} ${row.line} ${row.cells.join(' ')}`}>
              {columns.map(({ column, name }, index) => (
                <Cell
                  key={column}
                  isFirst={index === 0}
                  value={shown(column, row.cells[index] ?? null, language)}
                  mark={row.marks[column] ?? ''}
                  isFigure={isMeasure(column)}
                  label={name}
                  onOpen={() => onOpen({ batch: row.batch, line: row.line, column })}
                />
              ))}
              <td>
                <Button look="link" onClick={() => onOpen({ batch: row.batch, line: row.line, column: null })}>
                  {say('rows.at', { line: row.line, batch: row.batch })}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Value = DatasetRows['rows'][number]['cells'][number];

/** Periods are written out; everything else stands as it is. */
function shown(column: string, value: Value, language: Language): Value {
  return column === 'period' && typeof value === 'string' ? periodWords(value, language) : value;
}

/** Measures are `m1` …; their figures lead to their source. */
function isMeasure(column: string): boolean {
  return /^m\d+$/.test(column);
}

interface CellProps {
  readonly value: string | number | null;
  readonly mark: string;
  readonly isFirst: boolean;
  readonly isFigure: boolean;
  readonly label: string;
  readonly onOpen: () => void;
}

/** A figure with what is remarkable about it; a missing one says why. */
function Cell({ value, mark, isFirst, isFigure, label, onOpen }: CellProps) {
  const say = useTexts(ingestTexts);
  if (isFirst && !isFigure) return <th scope="row">{value}</th>;
  if (!isFigure) return <td>{value}</td>;
  const words = value === null ? NO_FIGURE : typeof value === 'number' ? formatValue(value) : value;
  return (
    <td className="numeric">
      <button type="button" onClick={onOpen} aria-label={say('rows.source', { name: label, value: words })}>
        {words}
      </button>
      {mark && <span className="rows-mark">{markWords(mark, say)}</span>}
    </td>
  );
}

interface PagesProps {
  readonly total: number;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function Pages({ total, page, onPage }: PagesProps) {
  const say = useTexts(ingestTexts);
  if (total === 0) return <p className="rows-pages note">{say('rows.none')}</p>;
  const [from, to] = [(page - 1) * SIZE + 1, Math.min(total, page * SIZE)];
  return (
    <div className="rows-pages">
      <span className="note">{say('pages.of', { from, to, total: formatNumber(total) })}</span>
      {page > 1 && <Button onClick={() => onPage(page - 1)}>{say('pages.previous')}</Button>}
      {to < total && <Button onClick={() => onPage(page + 1)}>{say('pages.next')}</Button>}
    </div>
  );
}
