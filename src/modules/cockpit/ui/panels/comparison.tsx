import type { RegionRef, Screen } from '#contract/cockpit';
import { type IndicatorHead, RANK_KEYS } from '#contract/indicators';
import { Card } from '#web/kit/card.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { RankTable } from '#web/kit/rank-table.tsx';
import { Segmented } from '#web/kit/segmented.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { isGrowth } from '../read/figure-of.ts';
import { rankRows } from '../read/rank-rows.ts';
import { rankedFigure, rankedUnit } from '../read/ranked-figure.ts';
import { useChosen } from '../use-chosen.ts';
import { type Ranking, useRankings } from '../use-rankings.ts';
import { useWhere } from '../use-where.ts';
import { periodAndBasis, useSpeech } from '../words.ts';
import { placesOf } from './focus-table.tsx';
import { IndicatorPicker } from './indicator-picker.tsx';

/** The places below by 总量, 增速, 完成率 or 改善率: four rankings that need not agree (R10). */
export function Comparison({ screen }: { readonly screen: Screen }) {
  const speech = useSpeech();
  const { say } = speech;
  const { where } = useWhere();
  const [asked, choose] = useChosen('rank', RANK_KEYS);
  const { place, focus } = screen;
  const code = where.focus ?? focus?.head.code ?? screen.heads[0]?.code ?? 'JJ001';
  const parent = place.children.length > 0 ? place.region.code : (place.path.at(-2)?.code ?? place.region.code);
  const { rankings, head, loading } = useRankings(code, parent, where);
  const shown = rankings.find(({ by }) => by === asked) ?? rankings[0];
  const dated = shown?.rows.find((row) => row.value !== null);
  return (
    <Card title={head?.name ?? say('compare.title')} note={dated ? periodAndBasis(dated, speech) : ''} reserve="24rem">
      <div className="board-tools">
        <IndicatorPicker screen={screen} />
        {shown && rankings.length > 1 && (
          <Segmented
            label={say('compare.key')}
            choices={rankings.map(({ by }) => ({ value: by, label: say(`rank-by.${by}`) }))}
            value={shown.by}
            onChange={choose}
          />
        )}
      </div>
      {loading && <Skeleton lines={11} />}
      {!loading && !shown && <Empty title={say('compare.none')} feeds={say('compare.none.help')} />}
      {head && shown && <Places ranking={shown} head={head} places={placesOf(screen)} here={place.region.code} />}
    </Card>
  );
}

interface PlacesProps {
  readonly ranking: Ranking;
  readonly head: IndicatorHead;
  readonly places: readonly RegionRef[];
  readonly here: string;
}

function Places({ ranking: { by, rows }, head, places, here }: PlacesProps) {
  const { say } = useSpeech();
  const { drill } = useWhere();
  const figures = new Map(rows.map((row) => [row.region, rankedFigure(row, head, by, say)]));
  const ranked = rankRows(rows, head, places, say).map((row) => ({
    ...row,
    figure: figures.get(row.code) ?? row.figure,
  }));
  const unranked = rows.find(({ rank }) => rank?.rank === null)?.rank?.words;
  const withGrowth = by === 'level' && !isGrowth(head) && rows.some((row) => row.yoy?.value != null);
  return (
    <>
      {unranked && <p className="focus-note">{unranked}</p>}
      <RankTable
        caption={say('rank.caption', { name: head.name, by: say(`rank-by.${by}`) })}
        valueHead={`${say(`rank-by.${by}`)} ${rankedUnit(rows, head, by, say)}`}
        growthHead={withGrowth ? `${say('column.growth')} %` : undefined}
        rows={ranked}
        markedCode={here}
        onOpen={drill}
      />
    </>
  );
}
