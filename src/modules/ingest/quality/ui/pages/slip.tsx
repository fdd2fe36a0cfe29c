import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { apiSend } from '#web/api.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { DataTable } from '#web/kit/data-table.tsx';
import { AreaField } from '#web/kit/field.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { ActProblem } from '../../../ui/act-problem.tsx';
import { formatInstant } from '../../../ui/instant.ts';
import { PanelPart } from '../../../ui/panels/panel-part.tsx';
import { useAct } from '../../../ui/use-act.ts';
import { SlipDetail } from '../../contract.ts';
import { qualityTexts } from '../i18n/texts.ts';
import { StateMark } from '../marks.tsx';
import '../../../ui/ingest.css';
import '../quality.css';

/** One 核实单: what was broken, the rows, what was answered, and what the reader may do. */
export function Page() {
  const { id = '' } = useParams();
  const answer = useGet(`/api/quality/slips/${encodeURIComponent(id)}`, SlipDetail);
  return (
    <div className="page-column ingest-page">
      <PanelPart state={panelStateOf(answer)}>{(detail) => <One detail={detail} />}</PanelPart>
    </div>
  );
}

function One({ detail }: { readonly detail: SlipDetail }) {
  const say = useTexts(qualityTexts);
  const { slip } = detail;
  return (
    <>
      <div className="quality-head">
        <Link to="/quality">{say('title')}</Link>
        <h1 className="page-title">{slip.no}</h1>
        <StateMark state={slip.state} />
      </div>
      <Card title={slip.ruleName} note={say(`severity.${slip.severity}`)}>
        <div className="quality-pad">
          <p>
            <Link to={`/quality/resources/${slip.resourceId}`}>{slip.resourceTitle}</Link> ·{' '}
            {slip.ownerName ?? say('dept.none')} ·{' '}
            {slip.batch === null ? say('slip.whole') : say('slip.batch', { no: slip.batch })}
          </p>
          <p>{say('rule.fail', { failed: formatNumber(slip.failed), checked: formatNumber(slip.checked) })}</p>
          {slip.answer !== null && (
            <p>
              {say('slip.answer')}：{slip.answer}
            </p>
          )}
        </div>
        {detail.open.length > 0 && <Acts detail={detail} />}
      </Card>
      <Card title={say('slip.sample')}>
        <Rows detail={detail} />
      </Card>
      <Card title={say('slip.steps')}>
        <Steps detail={detail} />
      </Card>
    </>
  );
}

function Acts({ detail: { slip, open } }: { readonly detail: SlipDetail }) {
  const say = useTexts(qualityTexts);
  const [reason, setReason] = useState('');
  const act = useAct('/api/quality/');
  const take = (event: string) => {
    const body = { event, ...(reason.trim() === '' ? {} : { reason }) };
    return act.run(() => apiSend('POST', `/api/quality/slips/${slip.id}/steps`, body, SlipDetail));
  };
  return (
    <div className="quality-pad">
      <AreaField label={say('slip.reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
      <div className="quality-acts">
        {open.map(({ event, label, reason: needed }) => (
          <Button
            key={event}
            busy={act.busy}
            disabled={needed && reason.trim() === ''}
            onClick={() => void take(event)}
          >
            {label}
          </Button>
        ))}
      </div>
      <ActProblem problem={act.problem} />
    </div>
  );
}

function Rows({ detail: { sample } }: { readonly detail: SlipDetail }) {
  const say = useTexts(qualityTexts);
  if (sample === null) return <p className="quality-pad">{say('slip.sample.hidden')}</p>;
  if (sample.rows.length === 0) return <p className="quality-pad">{say('slip.sample.none')}</p>;
  const rows = sample.rows.map((cells, at) => ({ at, cells }));
  const columns = sample.columns.map(({ column, name }, i) => ({
    key: column,
    head: name,
    cell: ({ cells }: { readonly cells: readonly unknown[] }) => String(cells[i] ?? ''),
  }));
  return (
    <DataTable
      caption={say('slip.sample')}
      columns={columns}
      rows={rows}
      rowKey={({ at }) => String(at)}
      maxHeight="24rem"
    />
  );
}

function Steps({ detail: { steps, slip } }: { readonly detail: SlipDetail }) {
  const language = useLanguage();
  return (
    <ol className="quality-pad">
      <li>{formatInstant(slip.openedAt, language)}</li>
      {steps.map(({ at, by, label, reason }) => (
        <li key={at + label}>
          {formatInstant(at, language)} · {by} · {label}
          {reason !== null && `：${reason}`}
        </li>
      ))}
    </ol>
  );
}
