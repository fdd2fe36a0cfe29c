import { type FormEvent, useState } from 'react';
import { apiSend, Nothing } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { TextField } from '#web/kit/field.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { useSession } from '#web/session.tsx';
import { DeedProblem } from './deed-problem.tsx';
import { identityTexts } from './i18n/texts.ts';
import { CodeField, fieldText } from './proof-fields.tsx';
import { useDeed } from './use-deed.ts';

/** Change one's own password. */
export function PasswordForm() {
  const say = useTexts(identityTexts);
  const notify = useToast();
  const { user, secondFactor } = useSession();
  const { busy, problem, run } = useDeed('session', '/api/sessions');
  const [mismatch, setMismatch] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = fieldText(form);
    setMismatch(text('next') !== text('repeat'));
    if (text('next') !== text('repeat')) return;
    const body = { current: text('current'), next: text('next'), ...(text('totp') && { totp: text('totp') }) };
    if (!(await run(() => apiSend('POST', '/api/account/password', body, Nothing)))) return;
    form.reset();
    notify({ text: say('account.password.done') });
  };
  const secret = { type: 'password', required: true } as const;
  return (
    <form className="identity-form" onSubmit={submit}>
      <input type="hidden" name="username" autoComplete="username" value={user.username} />
      <TextField {...secret} label={say('account.current')} name="current" autoComplete="current-password" />
      <TextField
        {...secret}
        label={say('account.next')}
        hint={say('account.next.hint')}
        name="next"
        autoComplete="new-password"
        minLength={10}
      />
      <TextField
        {...secret}
        label={say('account.repeat')}
        error={mismatch ? say('account.mismatch') : undefined}
        name="repeat"
        autoComplete="new-password"
      />
      {secondFactor.enabled && <CodeField label={say('account.totp')} />}
      <DeedProblem problem={problem} />
      <Button type="submit" busy={busy}>
        {say('account.password.submit')}
      </Button>
    </form>
  );
}
