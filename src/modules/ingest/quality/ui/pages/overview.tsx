import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { type DepartmentQuality, QualityOverview } from '../../contract.ts';
import { Course } from '../course.tsx';
import { qualityTexts } from '../i18n/texts.ts';
import { useScoreText } from '../marks.tsx';
import { SlipTable } from '../slip-table.tsx';
import '../../../ui/ingest.css';
import '../quality.css';

/** 数据质量 by department, the worst first; the course of the whole; slips. */
export function Page() {
  const say = useTexts(qualityTexts);
  const may = useMay('dataset:read');
  return (
    <div className="page-column ingest-page">
      <h1 className="page-title">{say('title')}</h1>
      {may ? <Overview /> : <Forbidden />}
    </div>
  );
}

function Overview() {
  const say = useTexts(qualityTexts);
  const columns = useColumns();
  const answer = useGet('/api/quality/overview', QualityOverview);
  return (
    <>
      <PanelFrame title={say('departments')} note={say('score.note')} reserve="12rem" state={panelStateOf(answer)}>
        {({ departments, course }) => (
          <>
            <DataTable
              caption={say('departments')}
              columns={columns}
              rows={departments}
              rowKey={({ dept }) => dept ?? ''}
              maxHeight="24rem"
            />
            {course.length > 1 && (
              <div className="quality-course">
                <Course points={course} />
              </div>
            )}
          </>
        )}
      </PanelFrame>
      <Card title={say('slips')}>
        <SlipTable />
      </Card>
    </>
  );
}

function useColumns(): readonly Column<DepartmentQuality>[] {
  const say = useTexts(qualityTexts);
  const scoreText = useScoreText();
  return [
    { key: 'dept', head: say('head.dept'), cell: ({ name, dept }) => name ?? dept ?? say('dept.none') },
    {
      key: 'score',
      head: say('score'),
      numeric: true,
      cell: ({ score }) => scoreText(score),
      sort: ({ score }) => score,
    },
    { key: 'before', head: say('head.before'), numeric: true, wide: true, cell: ({ before }) => scoreText(before) },
    { key: 'resources', head: say('head.resources'), numeric: true, wide: true, cell: ({ resources }) => resources },
    { key: 'scored', head: say('head.scored'), numeric: true, wide: true, cell: ({ scored }) => scored },
    { key: 'failing', head: say('head.failing'), numeric: true, wide: true, cell: ({ failing }) => failing },
    { key: 'slips', head: say('head.slips'), numeric: true, cell: ({ openSlips }) => openSlips },
  ];
}
