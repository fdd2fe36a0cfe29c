import { type FormEvent, useState } from 'react';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { AreaField, SelectField, TextField } from '#web/kit/field.tsx';
import { Segmented } from '#web/kit/segmented.tsx';
import { Received, type Voice } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import { Honeypot, Outcome } from './parts.tsx';

type Kind = Voice['kind'];
const EMPTY = { title: '', body: '', contact: '', score: '5', website: '' };

/** Say something: a wish, a correction, a score. */
export function SayForm({ kinds, dataset }: { readonly kinds: readonly Kind[]; readonly dataset?: string }) {
  const say = useTexts(portalTexts);
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'request');
  const [entry, setEntry] = useState(EMPTY);
  const { error, done, busy, send } = useSending();
  const set = (part: Partial<typeof EMPTY>) => setEntry({ ...entry, ...part });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { score, ...words } = entry;
    const body = { kind, ...words, ...(dataset && { dataset }), ...(kind === 'rating' && { score: Number(score) }) };
    if (await send(body)) setEntry(EMPTY);
  };
  return (
    <form className="open-form" onSubmit={(event) => void submit(event)}>
      {kinds.length > 1 && (
        <Segmented
          label={say('say.kind')}
          choices={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      )}
      {kind === 'rating' && (
        <SelectField
          label={say('say.rate')}
          options={['5', '4', '3', '2', '1'].map((value) => ({ value, label: value }))}
          value={entry.score}
          onChange={(event) => set({ score: event.target.value })}
        />
      )}
      <TextField
        label={say('say.title')}
        required
        maxLength={100}
        value={entry.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <AreaField
        label={say('say.body')}
        maxLength={2000}
        value={entry.body}
        onChange={(event) => set({ body: event.target.value })}
      />
      <TextField
        label={say('say.contact')}
        maxLength={120}
        value={entry.contact}
        onChange={(event) => set({ contact: event.target.value })}
      />
      <Honeypot value={entry.website} onChange={(website) => set({ website })} />
      <Button look="main" type="submit" busy={busy}>
        {say('say.send')}
      </Button>
      <Outcome error={error} done={done ? say('say.sent') : null} />
    </form>
  );
}

function useSending() {
  const [state, setState] = useState<{ error: unknown; done: boolean; busy: boolean }>({
    error: null,
    done: false,
    busy: false,
  });
  const send = async (body: object): Promise<boolean> => {
    setState({ error: null, done: false, busy: true });
    try {
      await apiSend('POST', '/open/api/voices', body, Received);
      setState({ error: null, done: true, busy: false });
      return true;
    } catch (error) {
      setState({ error, done: false, busy: false });
      return false;
    }
  };
  return { ...state, send };
}
