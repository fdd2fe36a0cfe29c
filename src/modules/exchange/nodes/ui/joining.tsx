import { type ChangeEvent, type FormEvent, useState } from 'react';
import { Type } from 'typebox';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { readJson, saveJson } from './files.ts';
import { nodeTexts } from './i18n/texts.ts';
import { useAct } from './use-act.ts';
import { ActProblem } from './words.tsx';

const AT = '/api/exchange/nodes';
const Handed = Type.Object({ file: Type.Unknown() });

/** Found the exchange, or ask to join it. */
export function Joining() {
  const say = useTexts(nodeTexts);
  const { busy, problem, run } = useAct();
  const [kind, setKind] = useState('city');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const of = (name: string) => String(form.get(name) ?? '').trim();
    const wish = { id: of('id'), name: of('name'), address: of('address') || null, transport: of('transport') };
    void run(() => (kind === 'province' ? found(wish) : ask({ ...wish, kind })));
  };
  const kinds = (['city', 'department', 'province'] as const).map((value) => ({ value, label: say(`kind.${value}`) }));
  const lines = (['tls', 'plain'] as const).map((value) => ({ value, label: say(`transport.${value}`) }));
  return (
    <Card title={say('join')}>
      <p className="nodes-lead">{say('join.lead')}</p>
      <form className="nodes-form" onSubmit={submit}>
        <SelectField
          label={say('kind')}
          options={kinds}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
        <TextField label={say('code')} hint={say('code.hint')} name="id" required pattern="[a-z][a-z0-9\-]{1,39}" />
        <TextField label={say('name')} name="name" required maxLength={80} />
        <TextField label={say('address')} hint={say('address.hint')} name="address" pattern="https?://[^\s\/]+" />
        <SelectField label={say('transport')} name="transport" options={lines} />
        <Button look="main" type="submit" busy={busy}>
          {say(kind === 'province' ? 'do.found' : 'do.ask')}
        </Button>
      </form>
      <ActProblem problem={problem} />
    </Card>
  );
}

const found = (wish: object) => apiSend('POST', `${AT}/self`, wish, Type.Unknown());

async function ask(wish: { readonly id: string; readonly kind: string }) {
  const { file } = await apiSend('POST', `${AT}/request`, wish, Handed);
  saveJson(file, `${wish.id}-request.json`);
}

/** At the province: admit a node by its request. Elsewhere: bring the admission back. */
export function Handing({ isProvince }: { readonly isProvince: boolean }) {
  const say = useTexts(nodeTexts);
  const { busy, problem, run } = useAct();
  const [bad, setBad] = useState(false);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    const file = chosen ? await readJson(chosen) : null;
    setBad(chosen !== undefined && file === null);
    if (file !== null) await run(() => (isProvince ? admit(file) : bring(file)));
  };
  return (
    <Card title={say(isProvince ? 'admit' : 'admission')}>
      {isProvince && <p className="nodes-lead">{say('admit.lead')}</p>}
      <div className="nodes-form">
        <TextField label={say('file')} type="file" accept="application/json,.json" disabled={busy} onChange={choose} />
      </div>
      {bad && <p className="nodes-refusal">{say('file.bad')}</p>}
      <ActProblem problem={problem} />
    </Card>
  );
}

async function admit(request: unknown) {
  const { file } = await apiSend('POST', `${AT}/members`, { file: request }, Handed);
  saveJson(file, 'admission.json');
}

const bring = (file: unknown) => apiSend('POST', `${AT}/admission`, { file }, Type.Unknown());
