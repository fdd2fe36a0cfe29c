import { type ReactNode, useState } from 'react';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from './classes.ts';
import { Empty } from './empty.tsx';
import { nextOrder, type SortOrder, type SortValue, sortRows } from './table-sort.ts';
import './data-table.css';

/** One column. The first column names the row and is read as its heading. */
export interface Column<R> {
  readonly key: string;
  readonly head: string;
  /** Stands under the heading, so that cells hold digits alone. */
  readonly unit?: string;
  /** Numbers stand right. */
  readonly numeric?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** Makes the column sortable. */
  readonly sort?: (row: R) => SortValue;
  /** CSS width, such as `8rem`. */
  readonly width?: string;
  /** Left out on a phone; what opens from the row has it. */
  readonly wide?: boolean;
}

interface DataTableProps<R> {
  /** Names the table for a screen reader. */
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  /** Opens a row; its first cell becomes the button. */
  readonly onOpen?: (row: R) => void;
  readonly order?: SortOrder;
  /** Words for no rows, when the usual ones do not fit. */
  readonly empty?: string;
  /** Height beyond which the table scrolls under its heading, such as `24rem`. */
  readonly maxHeight?: string;
}

/** A plain table: sticky heading, sorting, rows that open. Ordering is done here, paging is not. */
export function DataTable<R>({ caption, columns, rows, rowKey, onOpen, order, empty, maxHeight }: DataTableProps<R>) {
  const say = useTexts(kitTexts);
  const [chosen, setChosen] = useState<SortOrder | null>(order ?? null);
  const sort = columns.find((column) => column.key === chosen?.key)?.sort;
  const shown = sort && chosen ? sortRows(rows, sort, chosen.descending) : rows;
  if (rows.length === 0) return <Empty title={empty ?? say('table.empty')} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="data-table-scroll" style={{ maxHeight }} aria-label={caption} tabIndex={0}>
      <table className="data-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                order={chosen?.key === column.key ? chosen : null}
                onSort={() => setChosen(nextOrder(chosen, column.key, column.numeric === true))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={rowKey(row)} row={row} columns={columns} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface HeadProps<R> {
  readonly column: Column<R>;
  readonly order: SortOrder | null;
  readonly onSort: () => void;
}

function Head<R>({ column, order, onSort }: HeadProps<R>) {
  const say = useTexts(kitTexts);
  const words = (
    <>
      {column.head}
      {column.unit && <span className="data-table-unit">{column.unit}</span>}
    </>
  );
  const direction = order && (order.descending ? 'descending' : 'ascending');
  return (
    <th
      scope="col"
      className={classes(column.numeric && 'numeric', column.wide && 'data-table-wide')}
      style={{ width: column.width }}
      aria-sort={direction ?? undefined}
    >
      {column.sort ? (
        <button type="button" onClick={onSort} title={say('table.sort', { column: column.head })}>
          {words}
          <span className="data-table-order" aria-hidden="true">
            {direction === null ? '' : direction === 'descending' ? '↓' : '↑'}
          </span>
        </button>
      ) : (
        words
      )}
    </th>
  );
}

interface RowProps<R> {
  readonly row: R;
  readonly columns: readonly Column<R>[];
  readonly onOpen?: (row: R) => void;
}

function Row<R>({ row, columns, onOpen }: RowProps<R>) {
  const [first, ...others] = columns;
  if (!first) return null;
  return (
    <tr className={classes(onOpen && 'data-table-opens')}>
      <th scope="row">
        {onOpen ? (
          <button type="button" onClick={() => onOpen(row)}>
            {first.cell(row)}
          </button>
        ) : (
          first.cell(row)
        )}
      </th>
      {others.map((column) => (
        <td key={column.key} className={classes(column.numeric && 'numeric', column.wide && 'data-table-wide')}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
