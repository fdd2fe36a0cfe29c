import { useState } from 'react';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Drawer } from '#web/kit/drawer.tsx';
import { AreaField } from '#web/kit/field.tsx';
import { Collection, type Drift } from '../../sources/contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { useAct } from '../use-act.ts';
import { sourceTexts } from './i18n/texts.ts';

/** What has changed at a source, and the decision on it. */
export function DriftDrawer({
  collection,
  onClose,
}: {
  readonly collection: Collection;
  readonly onClose: () => void;
}) {
  const say = useTexts(sourceTexts);
  const act = useAct('/api/ingest/sources');
  const [reason, setReason] = useState('');
  const { drift } = collection;
  if (drift === null) return null;
  const mayIgnore = drift.missing.length + drift.retyped.length + drift.unreadable.length === 0;
  const decide = async (choice: 'accept' | 'ignore' | 'stop') => {
    const path = `/api/ingest/collections/${collection.id}/drift`;
    if (await act.run(() => apiSend('POST', path, { choice, reason }, Collection))) onClose();
  };
  const missing = reason.trim() === '';
  return (
    <Drawer open title={say('drift.title')} note={collection.title} onClose={onClose}>
      <p>{say('drift.note')}</p>
      <DriftFacts drift={drift} />
      <AreaField
        label={say('drift.reason')}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ActProblem problem={act.problem} />
      <div className="source-acts">
        <Button look="main" disabled={missing} busy={act.busy} onClick={() => void decide('accept')}>
          {say('drift.accept')}
        </Button>
        {mayIgnore && (
          <Button disabled={missing} busy={act.busy} onClick={() => void decide('ignore')}>
            {say('drift.ignore')}
          </Button>
        )}
        <Button look="danger" disabled={missing} busy={act.busy} onClick={() => void decide('stop')}>
          {say('drift.stop')}
        </Button>
      </div>
    </Drawer>
  );
}

function DriftFacts({ drift }: { readonly drift: Drift }) {
  const say = useTexts(sourceTexts);
  const facts = [
    { key: 'added', lines: drift.added.map(({ name, type }) => `${name}（${type}）`) },
    { key: 'missing', lines: drift.missing },
    { key: 'retyped', lines: drift.retyped.map(({ name, from, to }) => `${name}：${from} → ${to}`) },
    {
      key: 'unreadable',
      lines: drift.unreadable.map(
        ({ name, values, example }) => `${name}：${say('drift.values', { count: values, example })}`,
      ),
    },
  ] as const;
  return (
    <dl className="source-drift">
      {facts
        .filter(({ lines }) => lines.length > 0)
        .map(({ key, lines }) => (
          <div key={key}>
            <dt>{say(`drift.${key}`)}</dt>
            {lines.map((line) => (
              <dd key={line}>{line}</dd>
            ))}
          </div>
        ))}
    </dl>
  );
}
