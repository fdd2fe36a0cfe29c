import { useState } from 'react';
import { Link } from 'react-router';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { TextField } from '#web/kit/field.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { type Duplicate, DuplicateList } from '../contract.ts';
import { ActProblem } from './act-problem.tsx';
import { catalogueTexts } from './i18n/texts.ts';
import { useAct } from './use-act.ts';

/** Pairs that look like one resource, and what was decided about them. */
export function DuplicateCard() {
  const say = useTexts(catalogueTexts);
  const answer = useGet('/api/catalogue/duplicates', DuplicateList);
  const side = ({ id, title, providerName }: Duplicate['a']) => (
    <span className="catalogue-under">
      <Link to={`/catalogue/${id}`}>{title}</Link> {providerName}
    </span>
  );
  const columns: readonly Column<Duplicate>[] = [
    {
      key: 'pair',
      head: say('twin.pair'),
      cell: ({ a, b }) => (
        <>
          {side(a)}
          {side(b)}
        </>
      ),
    },
    { key: 'why', head: say('twin.why'), wide: true, cell: (pair) => <Why pair={pair} /> },
    { key: 'decision', head: say('twin.decision'), cell: (pair) => <Decision pair={pair} /> },
  ];
  return (
    <PanelFrame title={say('twin.title')} note={say('twin.note')} reserve="8rem" state={panelStateOf(answer)}>
      {({ duplicates }) => (
        <DataTable
          caption={say('twin.caption')}
          columns={columns}
          rows={duplicates}
          rowKey={({ a, b }) => `${a.id} ${b.id}`}
          empty={say('twin.empty')}
        />
      )}
    </PanelFrame>
  );
}

function Why({ pair: { why, common, share } }: { readonly pair: Duplicate }) {
  const say = useTexts(catalogueTexts);
  if (why === 'name') return <>{say('twin.why.name')}</>;
  return <>{say('twin.why.items', { count: common, share: `${Math.round(share * 100)}%` })}</>;
}

function Decision({ pair: { a, b, decision, reason: why } }: { readonly pair: Duplicate }) {
  const say = useTexts(catalogueTexts);
  const mayDecide = useMay('catalogue:review');
  const [reason, setReason] = useState('');
  const { busy, problem, run } = useAct();
  if (decision !== null) return <>{`${say(`twin.${decision}`)}：${why}`}</>;
  if (!mayDecide) return <>{say('twin.open')}</>;
  const decide = (verdict: 'same' | 'different') => {
    const body = { a: a.id, b: b.id, decision: verdict, reason };
    void run(() => apiSend('PUT', '/api/catalogue/duplicates', body, DuplicateList));
  };
  return (
    <div className="catalogue-steps">
      <TextField label={say('twin.reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
      {(['same', 'different'] as const).map((verdict) => (
        <Button key={verdict} busy={busy} disabled={reason.trim() === ''} onClick={() => decide(verdict)}>
          {say(`twin.${verdict}`)}
        </Button>
      ))}
      <ActProblem problem={problem} />
    </div>
  );
}
