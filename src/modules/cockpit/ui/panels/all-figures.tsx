import type { Screen } from '#contract/cockpit';
import type { IndicatorHead, Row } from '#contract/indicators';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { Light } from '#web/kit/light.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { headsOf } from '../card-grid.tsx';
import { useNarrow } from '../narrow.ts';
import { figureOf, growthFigure, isGrowth } from '../read/figure-of.ts';
import { isInPoints } from '../read/growth-text.ts';
import { lightOf } from '../read/light-of.ts';
import { periodText } from '../read/period-text.ts';
import { useWhere } from '../use-where.ts';
import { dateText, domainName, type Speech, useSpeech } from '../words.ts';
import { ExportButton } from './export-button.tsx';

interface Line {
  readonly section: string;
  readonly row: Row;
  readonly head: IndicatorHead;
}

/** Every figure of a board in one table that can be put in order and taken along. */
export function AllFigures({ screen }: { readonly screen: Screen }) {
  const speech = useSpeech();
  const { say, language } = speech;
  const { open } = useWhere();
  const heads = headsOf(screen.heads);
  const lines = screen.domains.flatMap((domain) =>
    domain.cards.flatMap((row): Line[] => {
      const head = heads.get(row.indicator);
      return head ? [{ section: domainName(domain, language), row, head }] : [];
    }),
  );
  return (
    <Card
      title={say('figures.title')}
      note={say('figures.count', { count: lines.length })}
      tools={<ExportButton screen={screen} codes={lines.map(({ head }) => head.code)} />}
    >
      <DataTable
        caption={say('table.of', { name: say('figures.title') })}
        columns={useNarrow(columnsOf(screen, speech), ['name', 'period', 'value', 'unit'])}
        rows={lines}
        rowKey={({ head }) => head.code}
        onOpen={({ head }) => open({ code: head.code })}
      />
    </Card>
  );
}

function columnsOf({ owners }: Screen, { say, language }: Speech): Column<Line>[] {
  return [
    { key: 'name', head: say('column.indicator'), cell: ({ head }) => head.name, sort: ({ head }) => head.name },
    { key: 'section', head: say('column.section'), cell: ({ section }) => section, sort: ({ section }) => section },
    {
      key: 'period',
      head: say('column.period'),
      cell: ({ row }) => periodText(row, language),
      sort: ({ row }) => row.period,
    },
    {
      key: 'value',
      head: say('column.value'),
      numeric: true,
      cell: ({ row, head }) => (
        <FigureText figure={figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, say)} />
      ),
      sort: ({ row }) => row.value,
    },
    { key: 'unit', head: say('column.unit'), cell: ({ row }) => row.unit },
    {
      key: 'growth',
      head: say('column.growth'),
      numeric: true,
      cell: ({ row }) =>
        row.yoy && <FigureText figure={growthFigure(row.yoy)} unit={growthUnit(row, say('unit.points'))} />,
      sort: ({ row }) => row.yoy?.value ?? null,
    },
    {
      key: 'progress',
      head: say('column.progress'),
      numeric: true,
      cell: ({ row }) =>
        row.progress?.share === undefined ? '' : `${formatNumber(row.progress.share, { decimals: 1 })}%`,
      sort: ({ row }) => row.progress?.share ?? null,
    },
    {
      key: 'light',
      head: say('column.light'),
      cell: ({ row }) => row.light && <Light kind={lightOf(row.light.colour)} />,
      sort: ({ row }) => row.light?.colour ?? null,
    },
    {
      key: 'owner',
      head: say('column.owner'),
      cell: ({ head }) => owners[head.ownerDept] ?? '',
      sort: ({ head }) => head.ownerDept,
    },
    {
      key: 'came',
      head: say('column.came'),
      cell: ({ row }) => (row.at ? dateText(row.at, language) : ''),
      sort: ({ row }) => row.at ?? null,
    },
  ];
}

function growthUnit({ yoy }: Row, points: string): string {
  return isInPoints(yoy?.unit) ? points : (yoy?.unit ?? '');
}
