import { useState } from 'react';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { TextField } from '#web/kit/field.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { type ExceptionInfo, ExceptionList } from '../contract.ts';
import { ActProblem } from './act-problem.tsx';
import { catalogueTexts } from './i18n/texts.ts';
import { useAct } from './use-act.ts';

/** Requests to collect what is in the catalogue already. */
export function ExceptionCard() {
  const say = useTexts(catalogueTexts);
  const answer = useGet('/api/catalogue/exceptions', ExceptionList);
  const columns: readonly Column<ExceptionInfo>[] = [
    { key: 'what', head: say('except.what'), cell: ({ title }) => title },
    { key: 'items', head: say('except.items'), wide: true, cell: ({ items }) => items.join('、') },
    { key: 'reason', head: say('except.reason'), wide: true, cell: ({ reason }) => reason },
    { key: 'who', head: say('except.who'), wide: true, cell: ({ approver }) => approver },
    { key: 'state', head: say('except.state'), cell: (one) => <State one={one} /> },
  ];
  return (
    <PanelFrame title={say('except.title')} note={say('except.note')} reserve="8rem" state={panelStateOf(answer)}>
      {({ exceptions }) => (
        <DataTable
          caption={say('except.caption')}
          columns={columns}
          rows={exceptions}
          rowKey={({ id }) => id}
          empty={say('except.empty')}
        />
      )}
    </PanelFrame>
  );
}

function State({ one: { id, state, decision, mayDecide } }: { readonly one: ExceptionInfo }) {
  const say = useTexts(catalogueTexts);
  const [reason, setReason] = useState('');
  const { busy, problem, run } = useAct();
  if (!mayDecide) return <>{`${say(`except.${state}`)}${decision === null ? '' : `：${decision}`}`}</>;
  const decide = (event: 'approve' | 'refuse') =>
    void run(() => apiSend('POST', `/api/catalogue/exceptions/${id}/decision`, { event, reason }, ExceptionList));
  return (
    <div className="catalogue-steps">
      <TextField label={say('except.words')} value={reason} onChange={(event) => setReason(event.target.value)} />
      {(['approve', 'refuse'] as const).map((event) => (
        <Button key={event} busy={busy} disabled={reason.trim() === ''} onClick={() => decide(event)}>
          {say(`except.${event}`)}
        </Button>
      ))}
      <ActProblem problem={problem} />
    </div>
  );
}
