import { type FormEvent, useState } from 'react';
import { TotpOffer } from '#contract/identity';
import { apiSend, Nothing } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { TextField } from '#web/kit/field.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { useSession } from '#web/session.tsx';
import { DeedProblem } from './deed-problem.tsx';
import { identityTexts } from './i18n/texts.ts';
import { CodeField, fieldText } from './proof-fields.tsx';
import { QrCode } from './qr-code.tsx';
import { SecretText } from './secret-text.tsx';
import { useDeed } from './use-deed.ts';

type Stage = 'rest' | 'begin' | 'end' | TotpOffer;

/** Set up a second factor, move it to another telephone, or turn it off. */
export function SecondFactor() {
  const say = useTexts(identityTexts);
  const { secondFactor } = useSession();
  const [stage, setStage] = useState<Stage>('rest');
  const close = () => setStage('rest');
  return (
    <>
      <p>
        {say('user.second-factor')}: <b>{say(secondFactor.enabled ? 'factor.on' : 'factor.off')}</b>
      </p>
      <p className="note">{say(secondFactor.demanded ? 'factor.demanded' : 'factor.lead')}</p>
      {stage === 'rest' && <Ways onChoose={setStage} />}
      {(stage === 'begin' || stage === 'end') && <Proof stage={stage} onDone={setStage} onCancel={close} />}
      {typeof stage === 'object' && <Confirmation offer={stage} onDone={close} />}
    </>
  );
}

function Ways({ onChoose }: { readonly onChoose: (stage: Stage) => void }) {
  const say = useTexts(identityTexts);
  const { enabled, demanded } = useSession().secondFactor;
  return (
    <p className="identity-row">
      <Button onClick={() => onChoose('begin')}>{say(enabled ? 'factor.renew' : 'factor.begin')}</Button>
      {enabled && !demanded && <Button onClick={() => onChoose('end')}>{say('factor.end')}</Button>}
    </p>
  );
}

interface ProofProps {
  readonly stage: 'begin' | 'end';
  readonly onDone: (stage: Stage) => void;
  readonly onCancel: () => void;
}

/** The password once more, and a code where one is in use. */
function Proof({ stage, onDone, onCancel }: ProofProps) {
  const say = useTexts(identityTexts);
  const notify = useToast();
  const { enabled } = useSession().secondFactor;
  const { busy, problem, run } = useDeed('session');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = fieldText(event.currentTarget);
    const proof = { password: text('password'), ...(text('totp') && { totp: text('totp') }) };
    await run(async () => {
      if (stage === 'begin') return onDone(await apiSend('POST', '/api/account/totp', proof, TotpOffer));
      await apiSend('POST', '/api/account/totp/disable', proof, Nothing);
      notify({ text: say('factor.disabled') });
      onDone('rest');
    });
  };
  return (
    <form className="identity-form" onSubmit={submit}>
      <p>{say('factor.prove')}</p>
      <TextField
        label={say('account.current')}
        name="password"
        type="password"
        autoComplete="current-password"
        autoFocus
        required
      />
      {enabled && <CodeField label={say('account.totp')} />}
      <DeedProblem problem={problem} />
      <p className="identity-row">
        <Button type="submit" look="main" busy={busy}>
          {say('factor.continue')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </p>
    </form>
  );
}

/** The new key, and a code of it to show that it arrived. */
function Confirmation({ offer, onDone }: { readonly offer: TotpOffer; readonly onDone: () => void }) {
  const say = useTexts(identityTexts);
  const notify = useToast();
  const { busy, problem, run } = useDeed('session', '/api/sessions');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const totp = fieldText(event.currentTarget)('totp');
    if (!(await run(() => apiSend('POST', '/api/account/totp/confirm', { totp }, Nothing)))) return;
    notify({ text: say('factor.enabled') });
    onDone();
  };
  return (
    <form className="identity-form" onSubmit={submit}>
      <p>{say('factor.scan')}</p>
      <QrCode text={offer.address} label={say('factor.qr')} />
      <p className="note">{say('factor.secret')}</p>
      <SecretText text={offer.secret} group={4} />
      <CodeField label={say('factor.code')} />
      <DeedProblem problem={problem} />
      <p className="identity-row">
        <Button type="submit" look="main" busy={busy}>
          {say('factor.confirm')}
        </Button>
        <Button onClick={onDone}>{say('cancel')}</Button>
      </p>
    </form>
  );
}
