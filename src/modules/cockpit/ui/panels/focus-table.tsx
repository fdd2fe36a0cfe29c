import type { Focus, Screen } from '#contract/cockpit';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import type { RankRow } from '#web/kit/rank-table.tsx';
import { rankRows } from '../read/rank-rows.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';

interface FocusTableProps {
  readonly screen: Screen;
  readonly focus: Focus;
}

/** The figures of a map as a table: the same places, sortable. */
export function FocusTable({ screen, focus }: FocusTableProps) {
  const { say } = useSpeech();
  const { drill } = useWhere();
  const rows = rankRows(focus.rows, focus.head, placesOf(screen), say);
  const columns: Column<RankRow>[] = [
    { key: 'name', head: say('column.place'), cell: (row) => row.name, sort: (row) => row.name },
    {
      key: 'value',
      head: say('column.value'),
      unit: focus.own?.unit ?? focus.head.unit,
      numeric: true,
      cell: (row) => <FigureText figure={row.figure} />,
      sort: (row) => row.figure.value,
    },
    {
      key: 'growth',
      head: say('column.growth'),
      numeric: true,
      cell: (row) => row.growth && <FigureText figure={row.growth} />,
      sort: (row) => row.growth?.value ?? null,
    },
    {
      key: 'rank',
      head: say('column.rank'),
      numeric: true,
      cell: (row) => row.place ?? '—',
      sort: (row) => row.place,
    },
  ];
  return (
    <DataTable
      caption={focus.head.name}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.code}
      onOpen={(row) => drill(row.code)}
    />
  );
}

/** The places that the focus is shown over: the children, or the neighbours of a place that has none. */
export function placesOf({ place }: Screen) {
  return place.children.length > 0 ? place.children : place.siblings;
}
