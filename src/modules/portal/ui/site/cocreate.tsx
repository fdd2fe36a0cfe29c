import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { AreaField, TextField } from '#web/kit/field.tsx';
import { useGet } from '#web/query.ts';
import { ApplicationList, Received, type Scene, SceneList } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import { Broken } from './app.tsx';
import { Honeypot, Outcome } from './parts.tsx';
import { Sandbox } from './sandbox.tsx';

/** 共创: calls, proposals, the sandbox, and what came of it. */
export function Page() {
  const say = useTexts(portalTexts);
  const scenes = useGet('/open/api/scenes', SceneList);
  const applications = useGet('/open/api/applications', ApplicationList);
  return (
    <>
      <h1>{say('site.co')}</h1>
      <p className="open-lead">{say('co.lead')}</p>
      {scenes.error && <Broken error={scenes.error} onRetry={() => void scenes.refetch()} />}
      <div className="open-stack">
        <Card title={say('co.scenes')}>
          <div className="open-pad">
            {scenes.data?.scenes.length === 0 && <Empty title={say('co.none')} feeds={say('co.none.help')} />}
            <ul className="open-list">
              {scenes.data?.scenes.map((scene) => (
                <SceneItem key={scene.id} scene={scene} />
              ))}
            </ul>
          </div>
        </Card>
        <Card title={say('co.applications')}>
          <div className="open-pad">
            {applications.data?.applications.length === 0 && (
              <Empty title={say('co.apps.none')} feeds={say('co.apps.none.help')} />
            )}
            <ul className="open-list">
              {applications.data?.applications.map(({ id, title, team, body, url, datasets }) => (
                <li key={id} className="open-item">
                  <h3>
                    {title} <span className="note">{team}</span>
                  </h3>
                  <p>{body}</p>
                  <Uses datasets={datasets} />
                  {url !== '' && <a href={url}>{say('co.visit')}</a>}
                </li>
              ))}
            </ul>
          </div>
        </Card>
        <Sandbox />
      </div>
    </>
  );
}

function Uses({ datasets }: { readonly datasets: readonly { readonly id: string; readonly title: string }[] }) {
  const say = useTexts(portalTexts);
  if (datasets.length === 0) return null;
  return (
    <p className="note">
      {say('co.uses')}{' '}
      {datasets.map(({ id, title }) => (
        <Link key={id} className="open-tag" to={`/open/dataset/${id}`}>
          {title}
        </Link>
      ))}
    </p>
  );
}

function SceneItem({ scene }: { readonly scene: Scene }) {
  const say = useTexts(portalTexts);
  const [writing, setWriting] = useState(false);
  return (
    <li className="open-item">
      <h3>
        {scene.title} {scene.state === 'closed' && <span className="open-tag">{say('co.closed')}</span>}
        {scene.state === 'open' && scene.closesOn && (
          <span className="open-tag">{say('co.closes', { date: scene.closesOn })}</span>
        )}
      </h3>
      <p>{scene.body}</p>
      <Uses datasets={scene.resources} />
      {scene.state === 'open' && !writing && <Button onClick={() => setWriting(true)}>{say('co.propose')}</Button>}
      {writing && <Propose sceneId={scene.id} />}
    </li>
  );
}

const EMPTY = { team: '', title: '', body: '', contact: '', website: '' };

function Propose({ sceneId }: { readonly sceneId: string }) {
  const say = useTexts(portalTexts);
  const [entry, setEntry] = useState(EMPTY);
  const [state, setState] = useState<{ error: unknown; done: boolean }>({ error: null, done: false });
  const set = (part: Partial<typeof EMPTY>) => setEntry({ ...entry, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apiSend('POST', `/open/api/scenes/${sceneId}/proposals`, entry, Received).then(
      () => setState({ error: null, done: true }),
      (error) => setState({ error, done: false }),
    );
  };
  if (state.done) return <Outcome error={null} done={say('say.sent')} />;
  return (
    <form className="open-form" onSubmit={submit}>
      <TextField
        label={say('co.team')}
        required
        maxLength={60}
        value={entry.team}
        onChange={(e) => set({ team: e.target.value })}
      />
      <TextField
        label={say('co.plan')}
        required
        maxLength={100}
        value={entry.title}
        onChange={(e) => set({ title: e.target.value })}
      />
      <AreaField
        label={say('co.plan.body')}
        required
        maxLength={5000}
        value={entry.body}
        onChange={(e) => set({ body: e.target.value })}
      />
      <TextField
        label={say('say.contact')}
        required
        minLength={3}
        maxLength={120}
        value={entry.contact}
        onChange={(e) => set({ contact: e.target.value })}
      />
      <Honeypot value={entry.website} onChange={(website) => set({ website })} />
      <Button look="main" type="submit">
        {say('say.send')}
      </Button>
      <Outcome error={state.error} done={null} />
    </form>
  );
}
