import type { Screen } from '#contract/cockpit';
import type { IndicatorHead, Row } from '#contract/indicators';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import type { BoardViewProps } from '../board-view.ts';
import { headsOf } from '../card-grid.tsx';
import { useNarrow } from '../narrow.ts';
import { figureOf, isGrowth } from '../read/figure-of.ts';
import { periodText } from '../read/period-text.ts';
import { ScreenView } from '../screen-view.tsx';
import { useWhere } from '../use-where.ts';
import { dateText, useSpeech } from '../words.ts';
import { Publications } from './publications.tsx';

/** 统计报告: the main statistics and when each came, and what has been published. The library of reports is its own module's work. */
export function View({ board, screen, waiting }: BoardViewProps) {
  return (
    <>
      <ScreenView board={board} screen={screen} waiting={waiting} />
      {screen && <Arrivals screen={screen} />}
      <div className="reports-arrivals">
        <Publications />
      </div>
    </>
  );
}

interface Arrival {
  readonly row: Row;
  readonly head: IndicatorHead;
  readonly at: string;
}

function Arrivals({ screen }: { readonly screen: Screen }) {
  const { say, language } = useSpeech();
  const { open } = useWhere();
  const heads = headsOf(screen.heads);
  const rows = screen.domains
    .flatMap(({ cards }) => cards)
    .flatMap((row): Arrival[] => {
      const head = heads.get(row.indicator);
      return head && row.at ? [{ row, head, at: row.at }] : [];
    })
    .sort((a, b) => b.at.localeCompare(a.at));
  const columns: Column<Arrival>[] = [
    { key: 'name', head: say('column.indicator'), cell: ({ head }) => head.name },
    { key: 'came', head: say('column.came'), cell: ({ at }) => dateText(at, language, true) },
    { key: 'period', head: say('column.period'), cell: ({ row }) => periodText(row, language) },
    {
      key: 'value',
      head: say('column.value'),
      numeric: true,
      cell: ({ row, head }) => (
        <FigureText figure={figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, say)} unit={row.unit} />
      ),
    },
    { key: 'owner', head: say('column.owner'), cell: ({ head }) => screen.owners[head.ownerDept] ?? '' },
  ];
  return (
    <div className="reports-arrivals">
      <Card title={say('reports.arrivals')} note={say('reports.arrivals.note')}>
        <DataTable
          caption={say('table.of', { name: say('reports.arrivals') })}
          rows={rows}
          rowKey={({ head }) => head.code}
          onOpen={({ head }) => open({ code: head.code })}
          columns={useNarrow(columns, ['name', 'came', 'value'])}
        />
      </Card>
    </div>
  );
}
