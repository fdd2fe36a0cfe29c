import { type FormEvent, useState } from 'react';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { AreaField, TextField } from '#web/kit/field.tsx';
import { NewKey } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import { Honeypot, Outcome } from './parts.tsx';

const EMPTY = { name: '', contact: '', purpose: '', website: '' };

/** Register for a developer key; it is shown once. */
export function Page() {
  const say = useTexts(portalTexts);
  const [entry, setEntry] = useState(EMPTY);
  const [made, setMade] = useState<NewKey | null>(null);
  const [error, setError] = useState<unknown>(null);
  const set = (part: Partial<typeof EMPTY>) => setEntry({ ...entry, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apiSend('POST', '/open/api/keys', entry, NewKey).then((key) => {
      setMade(key);
      setError(null);
    }, setError);
  };
  return (
    <>
      <h1>{say('site.keys')}</h1>
      <p className="open-lead">{say('keys.lead')}</p>
      <Card title={say('keys.title')}>
        <form className="open-form open-pad" onSubmit={submit}>
          <TextField
            label={say('keys.name')}
            required
            maxLength={60}
            value={entry.name}
            onChange={(event) => set({ name: event.target.value })}
          />
          <TextField
            label={say('keys.contact')}
            required
            minLength={3}
            maxLength={120}
            value={entry.contact}
            onChange={(event) => set({ contact: event.target.value })}
          />
          <AreaField
            label={say('keys.purpose')}
            maxLength={500}
            value={entry.purpose}
            onChange={(event) => set({ purpose: event.target.value })}
          />
          <Honeypot value={entry.website} onChange={(website) => set({ website })} />
          <Button look="main" type="submit">
            {say('keys.get')}
          </Button>
          <Outcome error={error} done={null} />
        </form>
      </Card>
      {made && (
        <Card title={say('keys.yours')} note={say('keys.quota', { quota: made.quota })}>
          <div className="open-pad" role="status">
            <pre className="open-code">{made.key}</pre>
            <p>{say('keys.use')}</p>
            <pre className="open-code">{`curl -H "x-api-key: ${made.key}" "${window.location.origin}/open/api/datasets/…/rows"`}</pre>
          </div>
        </Card>
      )}
    </>
  );
}
