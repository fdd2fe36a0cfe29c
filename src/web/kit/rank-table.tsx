import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from './classes.ts';
import type { Figure } from './figure.ts';
import { FigureText } from './figure-text.tsx';
import { barSpan } from './rank-bar.ts';
import './rank-table.css';

/** One place in a ranking. */
export interface RankRow {
  /** Region or unit code; handed back when the row is opened. */
  readonly code: string;
  readonly name: string;
  /** Null when it is not ranked; `noRank` says why. */
  readonly place: number | null;
  readonly noRank?: string;
  readonly figure: Figure;
  /** Growth on the year, beside a figure that is a level. */
  readonly growth?: Figure;
  /** Distance to the next place above, already written with its unit (R10: no rank without it). */
  readonly gap?: string;
  /** Places gained since the last period: positive has moved up. Null when there is no earlier place. */
  readonly change: number | null;
}

interface RankTableProps {
  /** Read out as the table's name: which figure, which period. */
  readonly caption: string;
  /** Heading of the value column with its unit, such as 增速 %. */
  readonly valueHead: string;
  readonly nameHead?: string;
  /** Heading of the growth column with its unit, such as 同比 %; without it there is none. */
  readonly growthHead?: string;
  readonly rows: readonly RankRow[];
  /** Row to mark, for instance the reader's own city. */
  readonly markedCode?: string;
  readonly onOpen?: (code: string) => void;
}

/** A ranking one can scan: place, name, bar from zero, value, gap to the next, change of place. */
export function RankTable({ caption, valueHead, nameHead, growthHead, rows, markedCode, onOpen }: RankTableProps) {
  const say = useTexts(kitTexts);
  const values = rows.map((row) => row.figure.value);
  const withGap = rows.some((row) => row.gap !== undefined);
  return (
    <div className="rank-scroll">
      <table className="rank">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say('rank.place')}</th>
            <th scope="col">{nameHead ?? say('rank.name')}</th>
            <td className="rank-bar-head" aria-hidden="true" />
            <th scope="col">{valueHead}</th>
            {growthHead && <th scope="col">{growthHead}</th>}
            {withGap && <th scope="col">{say('rank.gap')}</th>}
            <th scope="col">{say('rank.change')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code} className={classes(row.code === markedCode && 'rank-marked')}>
              <td>{row.place ?? <span title={row.noRank ?? say('rank.none')}>—</span>}</td>
              <th scope="row">
                <RowName row={row} onOpen={onOpen} />
              </th>
              <td aria-hidden="true">
                <Bar value={row.figure.value} values={values} />
              </td>
              <td>
                <FigureText figure={row.figure} />
              </td>
              {growthHead && (
                <td>
                  <FigureText figure={row.growth ?? { value: null }} />
                </td>
              )}
              {withGap && <td className="muted">{row.gap ?? '—'}</td>}
              <td>
                <Change places={row.change} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowName({ row, onOpen }: { readonly row: RankRow; readonly onOpen?: (code: string) => void }) {
  if (!onOpen) return row.name;
  return (
    <button type="button" className="rank-open" onClick={() => onOpen(row.code)}>
      {row.name}
    </button>
  );
}

function Bar({ value, values }: { readonly value: number | null; readonly values: readonly (number | null)[] }) {
  const span = barSpan(value, values);
  return (
    <span className="rank-track">
      {span && (
        <span
          className={classes('rank-bar', span.below && 'rank-below')}
          style={{ left: `${span.left}%`, width: `${span.width}%` }}
        />
      )}
    </span>
  );
}

function Change({ places }: { readonly places: number | null }) {
  const say = useTexts(kitTexts);
  if (places === null) return <span className="muted">—</span>;
  if (places === 0)
    return (
      <span className="muted" title={say('rank.same')} role="img" aria-label={say('rank.same')}>
        —
      </span>
    );
  const words = say(places > 0 ? 'rank.up' : 'rank.down', { count: Math.abs(places) });
  return (
    <span title={words} role="img" aria-label={words}>
      {places > 0 ? '↑' : '↓'}
      {Math.abs(places)}
    </span>
  );
}
