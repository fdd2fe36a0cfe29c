import { useSearchParams } from 'react-router';
import type { RegionRef, Screen } from '#contract/cockpit';
import type { IndicatorHead, QueryRequest, Row } from '#contract/indicators';
import { useDevice } from '#web/device.tsx';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useNarrow } from '../narrow.ts';
import { bestOf } from '../read/best-of.ts';
import { figureOf, isGrowth } from '../read/figure-of.ts';
import { growthAmount } from '../read/growth-text.ts';
import { useQuestion } from '../use-question.ts';
import { useReach } from '../use-reach.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';
import './side-by-side.css';

const MOST = 5;

/** Two to five places of one level, figure by figure; the best of each line is marked where better has a meaning. */
export function SideBySide({ screen }: { readonly screen: Screen }) {
  const { say } = useSpeech();
  const { place } = screen;
  const mayEnter = useReach();
  const all = (place.siblings.length > 1 ? place.siblings : place.children).filter(({ code }) => mayEnter(code));
  const [chosen, toggle] = useChosenPlaces(all, place.siblings.length > 1 ? place.region.code : null);
  return (
    <Card title={say('beside.title')} note={say('beside.note', { most: MOST })} reserve="24rem">
      <div className="place-chips">
        {all.map(({ code, name }) => (
          <button
            key={code}
            type="button"
            className="place-chip"
            aria-pressed={chosen.some((one) => one.code === code)}
            disabled={chosen.length >= MOST && !chosen.some((one) => one.code === code)}
            onClick={() => toggle(code)}
          >
            {name}
          </button>
        ))}
      </div>
      {chosen.length < 2 ? <Empty title={say('beside.few')} /> : <Table screen={screen} places={chosen} />}
    </Card>
  );
}

/** The places compared, in the address as `with`; at the start the place itself and its neighbours. */
function useChosenPlaces(all: readonly RegionRef[], here: string | null) {
  const [params, setParams] = useSearchParams();
  const asked = params.get('with')?.split('.') ?? [];
  const known = all.filter(({ code }) => asked.includes(code));
  const first = all.filter(({ code }) => code === here);
  const start = [...first, ...all.filter(({ code }) => code !== here)].slice(0, 3);
  const chosen = params.has('with') ? known : start;
  const toggle = (code: string) => {
    const codes = chosen.map((one) => one.code);
    const next = codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code];
    setParams(
      (now) => {
        const address = new URLSearchParams(now);
        address.set('with', next.join('.'));
        return address;
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return [chosen, toggle] as const;
}

interface Line {
  readonly head: IndicatorHead;
  readonly rows: ReadonlyMap<string, Row>;
  readonly best: string | null;
}

function Table({ screen, places }: { readonly screen: Screen; readonly places: readonly RegionRef[] }) {
  const { say } = useSpeech();
  const { where, open } = useWhere();
  const { data, isPending } = useQuestion(questionOf(screen, places, where.asOf));
  const columns = useNarrow(useColumns(places), ['name', ...places.map(({ code }) => code)]);
  if (isPending) return <Skeleton lines={10} />;
  const byIndicator = Map.groupBy(data?.rows ?? [], (row) => row.indicator);
  const lines = (data?.indicators ?? []).map((head): Line => {
    const rows = byIndicator.get(head.code) ?? [];
    return { head, rows: new Map(rows.map((row) => [row.region, row])), best: bestOf(rows, head) };
  });
  return (
    <DataTable
      caption={say('table.of', { name: say('beside.title') })}
      columns={columns}
      rows={lines}
      rowKey={({ head }) => head.code}
      onOpen={({ head }) => open({ code: head.code, region: places[0]?.code })}
    />
  );
}

function questionOf(screen: Screen, places: readonly RegionRef[], asOf: string | null): QueryRequest {
  return {
    indicators: screen.heads.map(({ code }) => code),
    regions: { these: places.map(({ code }) => code) },
    periods: { latest: true },
    operators: ['value', 'yoy', 'rank'],
    ...(asOf !== null && { asOf }),
  };
}

function useColumns(places: readonly RegionRef[]): Column<Line>[] {
  const { say } = useSpeech();
  return [
    { key: 'name', head: say('column.indicator'), cell: ({ head }) => <NameCell head={head} /> },
    { key: 'unit', head: say('column.unit'), cell: ({ head }) => head.unit },
    ...places.map(
      ({ code, name }): Column<Line> => ({
        key: code,
        head: name,
        numeric: true,
        cell: ({ head, rows, best }) => <PlaceCell head={head} row={rows.get(code)} best={best === code} />,
        sort: ({ rows }) => rows.get(code)?.value ?? null,
      }),
    ),
  ];
}

/** On a phone the unit stands under the name: there is no column for it. */
function NameCell({ head }: { readonly head: IndicatorHead }) {
  const { layout } = useDevice();
  return (
    <>
      {head.shortName} {layout === 'phone' && <span className="note">{head.unit}</span>}
    </>
  );
}

interface PlaceCellProps {
  readonly head: IndicatorHead;
  readonly row: Row | undefined;
  readonly best: boolean;
}

function PlaceCell({ head, row, best }: PlaceCellProps) {
  const { say, language } = useSpeech();
  if (!row) return '—';
  const growth = isGrowth(head) ? null : growthAmount(row.yoy, language);
  const rank = row.rank && row.rank.rank !== null && row.value !== null ? `${row.rank.rank}/${row.rank.of}` : null;
  return (
    <span className={best ? 'beside-cell beside-best' : 'beside-cell'}>
      <span>
        {best && <span className="beside-word">{say('beside.best')}</span>}
        <FigureText figure={figureOf(row, { decimals: head.decimals, signed: isGrowth(head) }, say)} />
      </span>
      {growth && <span className="note">{growth}</span>}
      {rank && <span className="note">{say('beside.rank', { rank })}</span>}
    </span>
  );
}
