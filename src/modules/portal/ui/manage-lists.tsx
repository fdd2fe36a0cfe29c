import { type FormEvent, useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { AreaField, TextField } from '#web/kit/field.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import {
  ApiKeyList,
  CoCreation,
  Done,
  HeldVoiceList,
  OpenableList,
  type Release,
  ReleaseList,
  SandboxKey,
} from '../contract-manage.ts';
import { Arrows, Refused, useAct } from './act.tsx';
import { portalTexts } from './i18n/texts.ts';
import { PolicyForm } from './policy-form.tsx';

/** Versions with what their check found and what may be done. */
export function ReleaseItems() {
  const say = useTexts(portalTexts);
  const { data, error, refetch } = useGet('/api/portal/releases', ReleaseList, { every: 5000 });
  const { error: refused, act } = useAct();
  if (!data) return error ? <Refused error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />;
  if (data.total === 0) return <Empty title={say('m.none')} feeds={say('m.none.help')} />;
  return (
    <>
      <Refused error={refused} />
      <ul className="open-list">
        {data.releases.map((release) => (
          <li key={release.id} className="open-item">
            <h3>
              {release.title}
              <span className="open-tag">{release.stateName}</span>
              {release.automatic && <span className="open-tag">{say('m.automatic')}</span>}
              {release.purpose === 'sandbox' && <span className="open-tag">{say('m.sandbox')}</span>}
            </h3>
            <p className="note">
              {release.providerName ?? say('data.no-provider')} · {say('record.version', { version: release.version })}{' '}
              · {say('data.rows', { count: release.rows })} · <Found release={release} />
            </p>
            {release.reason !== '' && <p>{release.reason}</p>}
            <Arrows
              arrows={release.arrows}
              onTake={(event, text) =>
                void act('POST', `/api/portal/releases/${release.id}/decision`, { event, text }, Done)
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Found({ release: { finding, k } }: { readonly release: Release }) {
  const say = useTexts(portalTexts);
  if (finding === null) return '—';
  const { combinations, smallest, under, rowsUnder } = finding;
  if (finding.quasi.length === 0) return say('m.check.plain');
  if (under === 0) return say('m.check.fine', { combinations, smallest, k });
  return say('m.check.under', { under, combinations, k, rows: rowsUnder });
}

/** Resources that may be opened: begin a version, say how they open. */
export function OpenableResources() {
  const say = useTexts(portalTexts);
  const [shaping, setShaping] = useState<string | null>(null);
  const { data, error, refetch } = useGet('/api/portal/openables', OpenableList);
  const { error: refused, act } = useAct();
  if (!data) return error ? <Refused error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />;
  if (data.total === 0) return <Empty title={say('m.none')} feeds={say('home.empty.help')} />;
  return (
    <>
      <Refused error={refused} />
      <ul className="open-list">
        {data.resources.map(({ id, title, providerName, why, published, openItems, items }) => (
          <li key={id} className="open-item">
            <h3>{title}</h3>
            <p className="note">
              {providerName ?? say('data.no-provider')} · {say('m.items')} {openItems}/{items}
              {published !== null && ` · ${say('m.published')} ${say('record.version', { version: published })}`}
              {why !== null && ` · ${say('m.why')}: ${why}`}
            </p>
            <p className="open-row">
              {why === null && (
                <Button onClick={() => void act('POST', '/api/portal/releases', { resourceId: id }, Done)}>
                  {say('m.start')}
                </Button>
              )}
              <Button onClick={() => setShaping(shaping === id ? null : id)}>{say('m.policy')}</Button>
            </p>
            {shaping === id && <PolicyForm resourceId={id} />}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the public said, to be shown, answered or hidden. */
export function VoiceItems() {
  const say = useTexts(portalTexts);
  const { data, error, refetch } = useGet('/api/portal/voices', HeldVoiceList);
  const { error: refused, act } = useAct();
  if (!data) return error ? <Refused error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />;
  if (data.total === 0) return <Empty title={say('m.none')} feeds={say('m.none.help')} />;
  return (
    <>
      <Refused error={refused} />
      <ul className="open-list">
        {data.voices.map(({ id, kind, title, body, score, stateName, contact, dataset, answer, arrows }) => (
          <li key={id} className="open-item">
            <h3>
              {title}
              <span className="open-tag">{say(`kind.${kind}`)}</span>
              <span className="open-tag">{stateName}</span>
            </h3>
            <p>{body}</p>
            <p className="note">
              {[dataset, score === null ? null : `${say('say.rate')} ${score}`, contact].filter(Boolean).join(' · ')}
            </p>
            {answer !== '' && <p className="open-answer">{answer}</p>}
            <Arrows
              arrows={arrows}
              worded={['answer']}
              onTake={(event, text) => void act('POST', `/api/portal/voices/${id}/decision`, { event, text }, Done)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Keys with what they used. */
export function KeyList() {
  const say = useTexts(portalTexts);
  const { data, error, refetch } = useGet('/api/portal/keys', ApiKeyList);
  const { error: refused, act } = useAct();
  if (!data) return error ? <Refused error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />;
  if (data.total === 0) return <Empty title={say('m.none')} feeds={say('m.none.help')} />;
  return (
    <>
      <Refused error={refused} />
      <ul className="open-list">
        {data.keys.map(({ id, name, contact, purpose, prefix, quota, today, month, revokedAt }) => (
          <li key={id} className="open-item">
            <h3>
              {name}
              <span className="open-tag">{prefix}…</span>
              {revokedAt !== null && <span className="open-tag">{say('m.revoked')}</span>}
            </h3>
            <p className="note">
              {contact} · {say('m.today')} {today}/{quota} · {say('m.month')} {month} {purpose}
            </p>
            <Button onClick={() => void act('PATCH', `/api/portal/keys/${id}`, { revoked: revokedAt === null }, Done)}>
              {say(revokedAt === null ? 'm.revoke' : 'm.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** 共创: calls to write and open, proposals to review, sandboxes to open. */
export function CoCreationList() {
  const say = useTexts(portalTexts);
  const { data, error, refetch } = useGet('/api/portal/cocreation', CoCreation);
  const { error: refused, act } = useAct();
  const [key, setKey] = useState<string | null>(null);
  if (!data) return error ? <Refused error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />;
  const openSandbox = async (id: string) => {
    const made = await act('POST', `/api/portal/proposals/${id}/sandbox`, { days: 30 }, SandboxKey);
    if (made) setKey(made.key);
  };
  return (
    <>
      <Refused error={refused} />
      {key !== null && (
        <p role="status">
          {say('m.sandbox.key')} <code>{key}</code>
        </p>
      )}
      <NewScene />
      <ul className="open-list">
        {data.scenes.map(({ id, title, stateName, proposals, arrows }) => (
          <li key={id} className="open-item">
            <h3>
              {title}
              <span className="open-tag">{stateName}</span>
            </h3>
            <p className="note">
              {say('m.proposals')} {proposals}
            </p>
            <Arrows
              arrows={arrows}
              onTake={(event) => void act('POST', `/api/portal/scenes/${id}/decision`, { event }, Done)}
            />
          </li>
        ))}
        {data.proposals.map(({ id, title, team, scene, body, contact, state, stateName, arrows }) => (
          <li key={id} className="open-item">
            <h3>
              {title}
              <span className="open-tag">{stateName}</span>
            </h3>
            <p className="note">
              {scene} · {team} · {contact}
            </p>
            <p>{body}</p>
            <Arrows
              arrows={arrows}
              worded={['apply']}
              onTake={(event, text) =>
                void act(
                  'POST',
                  `/api/portal/proposals/${id}/decision`,
                  event === 'apply' && /^https?:\/\//.test(text) ? { event, url: text } : { event, text },
                  Done,
                )
              }
            />
            {(state === 'accepted' || state === 'piloting') && (
              <Button onClick={() => void openSandbox(id)}>{say('m.sandbox.open')}</Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function NewScene() {
  const say = useTexts(portalTexts);
  const { error, act } = useAct();
  const [entry, setEntry] = useState({ title: '', body: '' });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act('POST', '/api/portal/scenes', entry, Done)) setEntry({ title: '', body: '' });
  };
  return (
    <form className="open-form" onSubmit={(event) => void submit(event)}>
      <h3>{say('m.scene.new')}</h3>
      <TextField
        label={say('say.title')}
        required
        maxLength={100}
        value={entry.title}
        onChange={(event) => setEntry({ ...entry, title: event.target.value })}
      />
      <AreaField
        label={say('say.body')}
        required
        maxLength={5000}
        value={entry.body}
        onChange={(event) => setEntry({ ...entry, body: event.target.value })}
      />
      <Button type="submit">{say('m.policy.save')}</Button>
      <Refused error={error} />
    </form>
  );
}
