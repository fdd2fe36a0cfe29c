import { useState } from 'react';
import { Link } from 'react-router';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { TextField } from '#web/kit/field.tsx';
import { ResourceDetail, type Shortcoming } from '../contract.ts';
import { ActProblem } from './act-problem.tsx';
import { catalogueTexts } from './i18n/texts.ts';
import { useAct } from './use-act.ts';

type Event = ResourceDetail['may']['steps'][number];

const DECISIONS: ReadonlySet<Event> = new Set(['publish', 'return', 'retire']);
const LOOKS: Readonly<Partial<Record<Event, 'main' | 'danger'>>> = {
  submit: 'main',
  publish: 'main',
  retire: 'danger',
};

/** What the reader may do next with a resource; nothing where that is nothing. */
export function Steps({ detail }: { readonly detail: ResourceDetail }) {
  const say = useTexts(catalogueTexts);
  const [reason, setReason] = useState('');
  const { busy, problem, run } = useAct();
  const { resource, may, pending, shortcomings } = detail;
  if (may.steps.length === 0 && !may.edit) return null;
  const take = (event: Event) => {
    const way = DECISIONS.has(event) ? 'decisions' : 'steps';
    const body = { event, revision: resource.revision, ...(reason.trim() !== '' && { reason: reason.trim() }) };
    void run(async () => {
      await apiSend('POST', `/api/catalogue/resources/${resource.id}/${way}`, body, ResourceDetail);
      setReason('');
    });
  };
  return (
    <Card title={say('one.act')} note={pending && say('one.pending')}>
      <div className="catalogue-pad">
        {may.edit && <Lacking shortcomings={shortcomings} />}
        {may.steps.some((event) => DECISIONS.has(event)) && (
          <TextField
            label={say('one.reason')}
            hint={say('one.reason.help')}
            value={reason}
            maxLength={1000}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <div className="catalogue-steps">
          {may.edit && (
            <Link className="button" to={`/catalogue/${resource.id}/edit`}>
              {say('one.edit')}
            </Link>
          )}
          {may.steps.map((event) => (
            <Button key={event} look={LOOKS[event]} busy={busy} onClick={() => take(event)}>
              {say(`step.${event}`)}
            </Button>
          ))}
        </div>
        <ActProblem problem={problem} />
      </div>
    </Card>
  );
}

/** Rules that are not kept yet. */
export function Lacking({ shortcomings }: { readonly shortcomings: readonly Shortcoming[] }) {
  const say = useTexts(catalogueTexts);
  if (shortcomings.length === 0) return null;
  return (
    <div className="catalogue-lacking">
      <strong>{say('one.lacking')}</strong>
      <ul>
        {shortcomings.slice(0, 12).map(({ rule, item }) => (
          <li key={`${rule} ${item}`}>{item === null ? say(`rule.${rule}`) : `${say(`rule.${rule}`)}：${item}`}</li>
        ))}
      </ul>
    </div>
  );
}
