import { Link } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { Coverage, type CoverageRow } from '../../contract.ts';
import { DuplicateCard } from '../duplicate-card.tsx';
import { ExceptionCard } from '../exception-card.tsx';
import { catalogueTexts } from '../i18n/texts.ts';
import '../catalogue.css';

/** How far the departments' catalogues have come, where they overlap, and what may be collected all the same. */
export function Page() {
  return useMay('dataset:read') ? <Board /> : <Forbidden />;
}

function Board() {
  const say = useTexts(catalogueTexts);
  const answer = useGet('/api/catalogue/coverage', Coverage);
  return (
    <div className="page-column catalogue-page">
      <div className="catalogue-way">
        <Link to="/catalogue">{say('list.title')}</Link>
        <h1 className="page-title">{say('cover.title')}</h1>
      </div>
      <PanelFrame title={say('cover.total')} reserve="6rem" state={panelStateOf(answer)}>
        {({ total }) => <Totals total={total} />}
      </PanelFrame>
      <PanelFrame
        title={say('cover.departments')}
        note={say('cover.fresh.note')}
        reserve="24rem"
        state={panelStateOf(answer)}
      >
        {({ departments }) => <Departments rows={departments} />}
      </PanelFrame>
      <DuplicateCard />
      <ExceptionCard />
    </div>
  );
}

const COUNTS = ['registered', 'published', 'mounted', 'shared', 'open'] as const;

function Totals({ total }: { readonly total: CoverageRow }) {
  const say = useTexts(catalogueTexts);
  return (
    <dl className="catalogue-facts catalogue-totals">
      {COUNTS.map((key) => (
        <div key={key}>
          <dt>{say(`cover.${key}`)}</dt>
          <dd>{total[key]}</dd>
        </div>
      ))}
      <div>
        <dt>{say('cover.fresh')}</dt>
        <dd>{total.timed === 0 ? '—' : say('cover.of', { part: total.fresh, whole: total.timed })}</dd>
      </div>
    </dl>
  );
}

function Departments({ rows }: { readonly rows: readonly CoverageRow[] }) {
  const say = useTexts(catalogueTexts);
  const counts: readonly Column<CoverageRow>[] = COUNTS.map((key) => ({
    key,
    head: say(`cover.${key}`),
    numeric: true,
    width: '5rem',
    wide: key === 'published' || key === 'open',
    cell: (row) => row[key],
    sort: (row) => row[key],
  }));
  const columns: readonly Column<CoverageRow>[] = [
    {
      key: 'name',
      head: say('cover.dept'),
      cell: ({ dept, name }) =>
        dept === null ? say('no-provider') : <Link to={`/catalogue?provider=${dept}`}>{name ?? dept}</Link>,
    },
    ...counts,
    {
      key: 'fresh',
      head: say('cover.fresh'),
      numeric: true,
      wide: true,
      width: '6rem',
      cell: ({ fresh, timed }) => (timed === 0 ? '—' : say('cover.of', { part: fresh, whole: timed })),
      sort: ({ fresh, timed }) => (timed === 0 ? null : fresh / timed),
    },
  ];
  return <DataTable caption={say('cover.caption')} columns={columns} rows={rows} rowKey={({ dept }) => dept ?? ''} />;
}
