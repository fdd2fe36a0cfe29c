import { useState } from 'react';
import { Link } from 'react-router';
import { apiSend, Nothing } from '#web/api.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { Light } from '#web/kit/light.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { useMay } from '#web/session.tsx';
import { Collection, RunAsked, type Source, TestReply } from '../../sources/contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { formatInstant } from '../instant.ts';
import { useAct } from '../use-act.ts';
import { DriftDrawer } from './drift-drawer.tsx';
import { sourceTexts } from './i18n/texts.ts';
import { RunDrawer } from './run-drawer.tsx';
import { Wizard } from './wizard.tsx';

const SOURCES = '/api/ingest/sources';

/** One source, how it stands, and what is collected from it. */
export function SourceCard({
  source,
  collections,
}: {
  readonly source: Source;
  readonly collections: readonly Collection[];
}) {
  const say = useTexts(sourceTexts);
  const act = useAct(SOURCES);
  const [wizard, setWizard] = useState(false);
  const test = () => act.run(() => apiSend('POST', `${SOURCES}/${source.id}/test`, undefined, TestReply));
  const remove = () => act.run(() => apiSend('DELETE', `${SOURCES}/${source.id}`, undefined, Nothing));
  const note = [say(`kind.${source.kind}`), say(`class.${source.class}`), source.providerName ?? '']
    .filter(Boolean)
    .join(' · ');
  return (
    <Card title={source.name} note={note}>
      <div className="source-body">
        <div className="source-acts">
          <SourceState source={source} />
          <Button onClick={() => void test()} busy={act.busy}>
            {say('source.test')}
          </Button>
          <Button look="main" onClick={() => setWizard(true)}>
            {say('source.collect')}
          </Button>
          {collections.length === 0 && (
            <Button look="danger" onClick={() => void remove()}>
              {say('source.remove')}
            </Button>
          )}
        </div>
        <ActProblem problem={act.problem} />
        {collections.length === 0 && <p className="muted">{say('source.none')}</p>}
        <ul className="source-list">
          {collections.map((collection) => (
            <CollectionRow key={collection.id} collection={collection} />
          ))}
        </ul>
      </div>
      {wizard && <Wizard source={source} onClose={() => setWizard(false)} />}
    </Card>
  );
}

function SourceState({ source: { checkedAt, checkFailure } }: { readonly source: Source }) {
  const say = useTexts(sourceTexts);
  if (checkedAt === null) return <Light kind="gray" word={say('source.untested')} />;
  return checkFailure === null ? (
    <Light kind="green" word={say('source.well')} />
  ) : (
    <Light kind="red" word={checkFailure} />
  );
}

const LIGHTS = { active: 'green', paused: 'gray', gated: 'amber', stopped: 'gray' } as const;

function CollectionRow({ collection }: { readonly collection: Collection }) {
  const say = useTexts(sourceTexts);
  const act = useAct(SOURCES, '/api/ingest/runs');
  const mayRead = useMay('dataset:read');
  const [shown, setShown] = useState<'log' | 'drift' | null>(null);
  const { id, title, object, state, resourceId, failures } = collection;
  const path = `/api/ingest/collections/${id}`;
  const run = () => act.run(() => apiSend('POST', `${path}/run`, undefined, RunAsked));
  const turn = (to: 'active' | 'paused') => act.run(() => apiSend('PATCH', path, { state: to }, Collection));
  return (
    <li className="source-row">
      <div className="source-what">
        <strong>
          {mayRead && collection.lastRun?.status === 'done' ? (
            <Link to={`/catalogue/${resourceId}`}>{title}</Link>
          ) : (
            title
          )}
        </strong>
        <small className="muted">
          {object.schema === '' ? object.name : `${object.schema}.${object.name}`} ·{' '}
          {say(`wizard.mode.${collection.mode}`)} · <ScheduleWords collection={collection} />
        </small>
      </div>
      <div className="source-how">
        <Light
          kind={failures > 0 && state === 'active' ? 'red' : LIGHTS[state]}
          word={
            failures > 0 && state === 'active' ? say('collection.failures', { count: failures }) : say(`state.${state}`)
          }
        />
        <Times collection={collection} />
      </div>
      <div className="source-acts">
        {state === 'gated' && (
          <Button look="main" onClick={() => setShown('drift')}>
            {say('act.decide')}
          </Button>
        )}
        {(state === 'active' || state === 'paused') && collection.schedule.kind !== 'stream' && (
          <Button onClick={() => void run()} busy={act.busy}>
            {say('act.run')}
          </Button>
        )}
        {state === 'active' && (
          <Button look="link" onClick={() => void turn('paused')}>
            {say('act.pause')}
          </Button>
        )}
        {state === 'paused' && (
          <Button look="link" onClick={() => void turn('active')}>
            {say('act.resume')}
          </Button>
        )}
        <Button look="link" onClick={() => setShown('log')}>
          {say('act.log')}
        </Button>
      </div>
      <ActProblem problem={act.problem} />
      {shown === 'log' && <RunDrawer collection={collection} onClose={() => setShown(null)} />}
      {shown === 'drift' && <DriftDrawer collection={collection} onClose={() => setShown(null)} />}
    </li>
  );
}

function ScheduleWords({ collection: { schedule } }: { readonly collection: Collection }) {
  const say = useTexts(sourceTexts);
  if (schedule.kind === 'every') return say('schedule.says.every', { minutes: schedule.minutes });
  return schedule.kind === 'cron' ? schedule.cron : say(`schedule.${schedule.kind}`);
}

function Times({ collection: { lastRun, nextAt } }: { readonly collection: Collection }) {
  const say = useTexts(sourceTexts);
  const language = useLanguage();
  return (
    <small className="muted">
      {lastRun === null
        ? say('collection.never')
        : `${say('collection.last')} ${formatInstant(lastRun.at, language)} · ${lastRun.failure ?? say('collection.rows', { count: formatNumber(lastRun.rows) })}`}
      {nextAt !== null && ` · ${say('collection.next')} ${formatInstant(nextAt, language)}`}
    </small>
  );
}
