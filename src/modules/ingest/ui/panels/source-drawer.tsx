import { Link } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { classes } from '#web/kit/classes.ts';
import { Drawer } from '#web/kit/drawer.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { SourceTrace } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { columnLetter } from '../reading/letters.ts';
import { PanelPart } from './panel-part.tsx';

/** A figure of a dataset, or a whole row. */
export interface SourcePlace {
  readonly batch: number;
  readonly line: number;
  readonly column: string | null;
}

interface SourceDrawerProps {
  readonly place: SourcePlace;
  readonly onClose: () => void;
}

/** Which cell of which file a figure comes from, with the lines around it. */
export function SourceDrawer({ place, onClose }: SourceDrawerProps) {
  const say = useTexts(ingestTexts);
  const { batch, line, column } = place;
  const query = new URLSearchParams({ batch: String(batch), line: String(line), ...(column !== null && { column }) });
  const answer = useGet(`/api/ingest/source?${query}`, SourceTrace, { fixed: true });
  return (
    <Drawer open title={say('source.title')} size="wide" onClose={onClose}>
      <PanelPart state={panelStateOf(answer)}>
        {(trace) => (
          <>
            <Facts trace={trace} />
            <Around trace={trace} />
          </>
        )}
      </PanelPart>
    </Drawer>
  );
}

function Facts({ trace }: { readonly trace: SourceTrace }) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  const { fileName, fileHash, sheetName, line, col, text, header, importedBy, importedAt } = trace;
  const cell = col === null ? say('source.row', { line }) : say('source.cell', { cell: `${columnLetter(col)}${line}` });
  return (
    <dl className="source-facts">
      <dt>{say('source.file')}</dt>
      <dd>
        {fileName} · {sheetName} <a href={`/api/ingest/files/${fileHash}/original`}>{say('file.original')}</a>
      </dd>
      <dt>{say('source.place')}</dt>
      <dd>
        {cell}
        {header.length > 0 && <span className="note"> {header.join(' / ')}</span>}
      </dd>
      {text !== null && (
        <>
          <dt>{say('source.text')}</dt>
          <dd>
            <b>{text}</b>
          </dd>
        </>
      )}
      <dt>{say('source.by')}</dt>
      <dd>
        {importedBy} {formatInstant(importedAt, language)}{' '}
        <Link to={`/import/files/${fileHash}`}>{say('source.reading')}</Link>
      </dd>
    </dl>
  );
}

/** The line with its neighbours, as they stand in the file. */
function Around({ trace: { around, line, col } }: { readonly trace: SourceTrace }) {
  const say = useTexts(ingestTexts);
  const width = Math.max(0, ...around.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, index) => index);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="source-around" aria-label={say('source.around')} tabIndex={0}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say('grid.line')}</th>
            {columns.map((index) => (
              <th key={columnLetter(index)} scope="col">
                {columnLetter(index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {around.map((row) => (
            <tr key={row.line} className={classes(row.line === line && 'source-line')}>
              <th scope="row">{row.line}</th>
              {columns.map((index) => (
                <td key={columnLetter(index)} className={classes(row.line === line && index === col && 'source-cell')}>
                  {String(row.cells[index] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
