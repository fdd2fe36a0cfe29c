import { useEffect, useState } from 'react';
import { useDevice } from '../device.tsx';
import { Card } from '../kit/card.tsx';
import { ChartFrame } from '../kit/chart-frame.tsx';
import { DataTable } from '../kit/data-table.tsx';
import { ExceptionsList } from '../kit/exceptions-list.tsx';
import { FigureText } from '../kit/figure-text.tsx';
import type { RegionCollection } from '../kit/geo.ts';
import { Kpi } from '../kit/kpi.tsx';
import { Light } from '../kit/light.tsx';
import { RankTable } from '../kit/rank-table.tsx';
import { RegionMap } from '../kit/region-map.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { TrendChart } from '../kit/trend-chart.tsx';
import { HeaderSlot } from '../shell/slots.tsx';
import { classes, domains, exceptions, figures, ranking, trend, words } from './data.ts';
import './gallery.css';

const ignore = () => undefined;

/** The overview as the kit can show it, to be held against the sketch. */
export function OverviewGallery() {
  const { layout } = useDevice();
  const cards = domains.flatMap((domain) => domain.cards);
  return (
    <div className="g-overview">
      <HeaderSlot name="period">{words.period}</HeaderSlot>
      <HeaderSlot name="freshness">
        {words.staleTime} <Light kind="amber" />
      </HeaderSlot>
      <Card title={words.today} note={words.todayNote}>
        <ExceptionsList items={layout === 'phone' ? exceptions.slice(0, 3) : exceptions} />
      </Card>
      <Card title={words.domains} note={words.domainsNote}>
        {layout === 'desk' ? (
          <div className="g-domains kpi-grid">
            {domains.map((domain) => (
              <div key={domain.name} className="g-domain">
                <h3>{domain.name}</h3>
                {domain.cards.map((card) => (
                  <Kpi key={card.name} {...card} onOpen={ignore} />
                ))}
              </div>
            ))}
          </div>
        ) : (
          <div className="g-cards kpi-grid">
            {(layout === 'wall' ? [0, 1, 2, 3, 6, 12, 18, 22, 10, 13] : [0, 1, 2, 3, 17, 6]).map((index) => {
              const card = cards[index];
              return card && <Kpi key={card.name} {...card} onOpen={ignore} />;
            })}
          </div>
        )}
      </Card>
      <Focus />
    </div>
  );
}

function Focus() {
  const { layout } = useDevice();
  const geo = useGeo();
  const rows = layout === 'wall' ? ranking.slice(0, 5) : ranking;
  const table = (
    <DataTable
      caption={words.growth}
      rows={ranking}
      rowKey={(row) => row.code}
      columns={[
        { key: 'name', head: words.place, cell: (row) => row.name, sort: (row) => row.name },
        {
          key: 'value',
          head: words.value,
          unit: '%',
          numeric: true,
          cell: (row) => <FigureText figure={row.figure} />,
          sort: (row) => row.figure.value,
        },
      ]}
    />
  );
  return (
    <div className="g-focus panel">
      <ChartFrame
        title={words.growth}
        unit="%"
        period={words.period}
        source={words.source}
        height="23rem"
        table={table}
      >
        {geo ? (
          <RegionMap geo={geo} figures={figures} classes={classes} unit="%" summary={words.growth} onOpen={ignore} />
        ) : (
          <Skeleton />
        )}
      </ChartFrame>
      <RankTable caption={words.growth} valueHead={words.growthHead} rows={rows} markedCode="140100" onOpen={ignore} />
      <ChartFrame
        title={words.course}
        unit="%"
        period={words.period}
        source={words.source}
        height={layout === 'wall' ? 'fill' : '13rem'}
        table={table}
      >
        <TrendChart {...trend} summary={words.course} />
      </ChartFrame>
    </div>
  );
}

function useGeo(): RegionCollection | null {
  const [geo, setGeo] = useState<RegionCollection | null>(null);
  useEffect(() => {
    void fetch('/geo/140000.json')
      .then((reply) => reply.json())
      .then(setGeo);
  }, []);
  return geo;
}
