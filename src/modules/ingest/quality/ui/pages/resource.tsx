import { Link, useParams } from 'react-router';
import { apiSend } from '#web/api.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { ActProblem } from '../../../ui/act-problem.tsx';
import { formatInstant } from '../../../ui/instant.ts';
import { PanelPart } from '../../../ui/panels/panel-part.tsx';
import { useAct } from '../../../ui/use-act.ts';
import { ResourceQuality, type Run, RunReply } from '../../contract.ts';
import { AddRule } from '../add-rule.tsx';
import { Course } from '../course.tsx';
import { qualityTexts } from '../i18n/texts.ts';
import { OutcomeMark, useScoreText } from '../marks.tsx';
import { RuleTable } from '../rule-table.tsx';
import { SlipTable } from '../slip-table.tsx';
import { SuggestionCard } from '../suggestion-card.tsx';
import '../../../ui/ingest.css';
import '../quality.css';

/** Quality of one resource: score and its course, rules with their results, suggestions, slips, checks. */
export function Page() {
  const { id = '' } = useParams();
  const answer = useGet(`/api/quality/resources/${encodeURIComponent(id)}`, ResourceQuality);
  return (
    <div className="page-column ingest-page">
      <PanelPart state={panelStateOf(answer)}>{(quality) => <One quality={quality} />}</PanelPart>
    </div>
  );
}

function One({ quality }: { readonly quality: ResourceQuality }) {
  const say = useTexts(qualityTexts);
  return (
    <>
      <div className="quality-head">
        <Link to="/quality">{say('title')}</Link>
        <h1 className="page-title">{quality.title}</h1>
        <Link to={`/catalogue/${quality.resourceId}`}>{say('resource')}</Link>
      </div>
      <Score quality={quality} />
      <Card title={say('rules')}>
        <RuleTable quality={quality} />
      </Card>
      {quality.mayWrite && <SuggestionCard resourceId={quality.resourceId} />}
      {quality.mayWrite && <AddRule quality={quality} />}
      <Card title={say('slips')}>
        <SlipTable resourceId={quality.resourceId} />
      </Card>
      <Card title={say('runs')}>
        <Runs runs={quality.runs} />
      </Card>
    </>
  );
}

function Score({ quality: { score, course, resourceId, mayWrite } }: { readonly quality: ResourceQuality }) {
  const say = useTexts(qualityTexts);
  const scoreText = useScoreText();
  const act = useAct('/api/quality/');
  const run = () => act.run(() => apiSend('POST', `/api/quality/resources/${resourceId}/runs`, {}, RunReply));
  const tools = (
    <Button busy={act.busy} onClick={() => void run()}>
      {say('run.now')}
    </Button>
  );
  return (
    <Card title={say('score')} note={say('score.note')} tools={mayWrite ? tools : undefined}>
      <div className="quality-course">
        <span className="quality-score">{scoreText(score)}</span>
        {course.length > 1 && <Course points={course} />}
      </div>
      <ActProblem problem={act.problem} />
    </Card>
  );
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  const say = useTexts(qualityTexts);
  const language = useLanguage();
  const scoreText = useScoreText();
  const columns: readonly Column<Run>[] = [
    { key: 'at', head: say('run.at'), width: '9.5rem', cell: ({ at }) => formatInstant(at, language) },
    {
      key: 'cause',
      head: say('run.cause'),
      cell: ({ cause, batch }) =>
        [say(`cause.${cause}`), batch === null ? '' : say('slip.batch', { no: batch })].filter(Boolean).join(' · '),
    },
    { key: 'outcome', head: say('run.outcome'), cell: ({ outcome }) => <OutcomeMark outcome={outcome} /> },
    { key: 'score', head: say('score'), numeric: true, wide: true, cell: ({ score }) => scoreText(score) },
    { key: 'rows', head: say('run.rows'), numeric: true, wide: true, cell: ({ rows }) => formatNumber(rows) },
    { key: 'passes', head: say('run.passes'), numeric: true, wide: true, cell: ({ passes }) => passes },
  ];
  return (
    <DataTable
      caption={say('runs')}
      columns={columns}
      rows={runs}
      rowKey={({ id }) => id}
      empty={say('runs.none')}
      maxHeight="20rem"
    />
  );
}
