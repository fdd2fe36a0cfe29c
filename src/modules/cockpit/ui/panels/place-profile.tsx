import type { Screen } from '#contract/cockpit';
import { DefinitionList, type LEVELS } from '#contract/indicators';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { Light } from '#web/kit/light.tsx';
import { Segmented } from '#web/kit/segmented.tsx';
import { useGet } from '#web/query.ts';
import { headsOf } from '../card-grid.tsx';
import { useNarrow } from '../narrow.ts';
import { figureOf, growthFigure, isGrowth } from '../read/figure-of.ts';
import { growthAmount } from '../read/growth-text.ts';
import { lightOf } from '../read/light-of.ts';
import { periodText } from '../read/period-text.ts';
import { type ProfileLine, profileLines } from '../read/profile-lines.ts';
import { useCards } from '../use-cards.ts';
import { useChosen } from '../use-chosen.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';
import { PlaceChips } from './place-chips.tsx';
import './place-profile.css';

type Level = (typeof LEVELS)[number];
const ORDERS = ['best', 'worst'] as const;

/** One place through all figures in which it can be ranked among its neighbours. */
export function PlaceProfile({ screen }: { readonly screen: Screen }) {
  const { say } = useSpeech();
  const { place } = screen;
  if (place.siblings.length < 2) {
    return (
      <Card title={say('profile.title', { name: place.region.name })}>
        <Empty title={say('profile.choose')} action={<PlaceChips places={place.children} />} />
      </Card>
    );
  }
  return <Profile screen={screen} />;
}

function Profile({ screen }: { readonly screen: Screen }) {
  const speech = useSpeech();
  const { say } = speech;
  const { open } = useWhere();
  const { place } = screen;
  const [asked, choose] = useChosen('order', ORDERS);
  const order = asked ?? 'best';
  const columns = useNarrow(useColumns(), ['name', 'rank', 'value']);
  const { rows, heads } = useAllRows(screen);
  const { lines, unranked } = profileLines(rows, heads);
  const shown = order === 'best' ? lines : lines.toReversed();
  return (
    <Card
      title={say('profile.title', { name: place.region.name })}
      note={say('profile.note', { count: lines.length, unranked })}
      reserve="24rem"
      tools={
        <Segmented
          label={say('profile.order')}
          choices={ORDERS.map((value) => ({ value, label: say(`profile.${value}`) }))}
          value={order}
          onChange={choose}
        />
      }
    >
      <PlaceChips places={place.siblings} here={place.region.code} />
      <DataTable
        caption={say('table.of', { name: say('profile.title', { name: place.region.name }) })}
        columns={columns}
        rows={shown}
        rowKey={({ head }) => head.code}
        onOpen={({ head }) => open({ code: head.code })}
        empty={say('profile.none')}
      />
    </Card>
  );
}

/** Every indicator collected at the level of the place; until the list of them is there, those of the board. */
function useAllRows(screen: Screen) {
  const { where } = useWhere();
  const { region } = screen.place;
  const { data: list } = useGet('/api/indicators/definitions', DefinitionList, { fixed: true });
  const codes = list?.definitions.filter(({ levels }) => levels.some((level: Level) => level === region.level));
  const request = codes?.length
    ? {
        region: region.code,
        indicators: codes.slice(0, 200).map(({ code }) => code),
        ...(where.asOf !== null && { asOf: where.asOf }),
      }
    : null;
  const { data } = useCards(request);
  return data
    ? { rows: data.cards, heads: headsOf(data.heads) }
    : { rows: screen.domains.flatMap(({ cards }) => cards), heads: headsOf(screen.heads) };
}

function useColumns(): Column<ProfileLine>[] {
  const { say, language } = useSpeech();
  return [
    {
      key: 'name',
      head: say('column.indicator'),
      cell: ({ row, head }) => (
        <>
          {row.light && <Light kind={lightOf(row.light.colour)} word={row.light.reason} quiet />} {head.shortName}
        </>
      ),
    },
    {
      key: 'standing',
      head: say('profile.standing'),
      cell: (line) => <Standing line={line} />,
      sort: ({ standing }) => standing,
      width: '30%',
    },
    { key: 'rank', head: say('column.rank'), numeric: true, cell: ({ rank, of }) => `${rank}/${of}` },
    {
      key: 'value',
      head: say('column.value'),
      numeric: true,
      cell: ({ row, head }) => (
        <FigureText figure={figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, say)} unit={row.unit} />
      ),
    },
    {
      key: 'growth',
      head: say('column.growth'),
      numeric: true,
      cell: ({ row }) => growthAmount(row.yoy, language) ?? growthFigure(row.yoy).word ?? '—',
    },
    { key: 'period', head: say('column.period'), cell: ({ row }) => periodText(row, language) },
  ];
}

/** Where a place stands among its neighbours: the further right, the better. */
function Standing({ line: { rank, of, standing } }: { readonly line: ProfileLine }) {
  const { say } = useSpeech();
  return (
    <span className="standing" role="img" aria-label={say('card.place', { rank, of })}>
      <span className="standing-mark" style={{ left: `${(1 - standing) * 100}%` }} />
    </span>
  );
}
