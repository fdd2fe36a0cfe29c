import { Link, useParams, useSearchParams } from 'react-router';
import { BindingList, type BindingView, CardDetail, DefinitionDetail } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { DataTable } from '#web/kit/data-table.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { Course } from '../course.tsx';
import { DefinitionEditor } from '../definition-editor.tsx';
import { DefinitionFacts } from '../definition-facts.tsx';
import { indicatorTexts } from '../i18n/texts.ts';
import { Releases } from '../releases.tsx';
import { Targets } from '../targets.tsx';
import { Versions } from '../versions.tsx';
import { VintageTable } from '../vintage-table.tsx';
import '../indicators.css';

/** The province's own figures, unless the address names another place. */
const PROVINCE = '140000';

/** One indicator: its newest figure and course, what it means, how it has changed, and what feeds it. */
export function Page() {
  const say = useTexts(indicatorTexts);
  const { code = '' } = useParams();
  const [params] = useSearchParams();
  const asked = new URLSearchParams({ region: params.get('region') ?? PROVINCE });
  const period = params.get('period');
  if (period) asked.set('period', period);
  const path = `/api/indicators/${encodeURIComponent(code)}/card?${asked}`;
  const definition = useGet(`/api/indicators/definitions/${encodeURIComponent(code)}`, DefinitionDetail);
  const card = useGet(path, CardDetail);
  return (
    <div className="page-column">
      <p>
        <Link to="/indicators">{say('one.back')}</Link>
      </p>
      <h1 className="page-title">{definition.data?.definition.name ?? code}</h1>
      <PanelFrame title={say('one.figure')} note={card.data?.region.name} reserve="8rem" state={panelStateOf(card)}>
        {(detail) => <Newest detail={detail} />}
      </PanelFrame>
      <PanelFrame title={say('one.definition')} reserve="16rem" state={panelStateOf(definition)}>
        {(detail) => (
          <>
            <div className="indicators-search">
              <DefinitionEditor detail={detail} />
            </div>
            <DefinitionFacts detail={detail} card={card.data ?? null} />
            <Versions detail={detail} />
          </>
        )}
      </PanelFrame>
      {definition.data && (
        <>
          <Targets definition={definition.data.definition} year={yearOf(card.data)} />
          <Releases definition={definition.data.definition} />
        </>
      )}
      {useMay('dataset:read') && <Bindings code={code} />}
    </div>
  );
}

/** The year of the newest figure; before any has come, this year by the reader's own watch. */
const yearOf = (card: CardDetail | undefined): number =>
  Number(card?.row.period.slice(0, 4) ?? new Date().getFullYear());

function Newest({ detail }: { readonly detail: CardDetail }) {
  const say = useTexts(indicatorTexts);
  const { row, head } = detail;
  const facts = [row.yoy?.words, row.progress?.status === 'ok' && row.progress.words, row.rank?.rank && row.rank.words];
  return (
    <>
      <p className="indicators-figure">
        <FigureText figure={{ value: row.value, decimals: head.decimals }} unit={row.unit} />{' '}
        <span className="note">{[row.periodLabel, ...facts, row.note].filter(Boolean).join(' · ')}</span>
      </p>
      <Course detail={detail} />
      <h3 className="indicators-pad">{say('one.vintages')}</h3>
      <VintageTable detail={detail} />
    </>
  );
}

function Bindings({ code }: { readonly code: string }) {
  const say = useTexts(indicatorTexts);
  const answer = useGet(`/api/indicators/bindings?indicator=${encodeURIComponent(code)}`, BindingList);
  const columns = [
    { key: 'measure', head: say('column.measure'), cell: (row: BindingView) => row.measureName },
    {
      key: 'resource',
      head: say('column.resource'),
      cell: (row: BindingView) => <Link to={`/catalogue/${row.resourceId}`}>{row.resourceId.slice(0, 8)}</Link>,
    },
    { key: 'conversion', head: say('column.conversion'), cell: (row: BindingView) => row.conversion.words },
  ];
  if (answer.isError) return null;
  return (
    <Card title={say('one.bindings')}>
      <DataTable
        caption={say('one.bindings')}
        columns={columns}
        rows={answer.data?.bindings ?? []}
        rowKey={(row) => row.id ?? row.measure}
        empty={say('one.no-bindings')}
      />
    </Card>
  );
}
