import { type FormEvent, useState } from 'react';
import { CreatedUser } from '#contract/identity';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Drawer } from '#web/kit/drawer.tsx';
import { TextField } from '#web/kit/field.tsx';
import { DeedProblem } from './deed-problem.tsx';
import { identityTexts } from './i18n/texts.ts';
import { OneTimePassword } from './one-time-password.tsx';
import { fieldText } from './proof-fields.tsx';
import { useDeed } from './use-deed.ts';
import { UserFields, userOf } from './user-fields.tsx';

/** Create an account; its one-time password is shown once. */
export function CreateUser({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(identityTexts);
  const [created, setCreated] = useState<CreatedUser | null>(null);
  return (
    <Drawer open title={say('create.title')} onClose={onClose}>
      {created ? (
        <>
          <p>{say('create.done', { username: created.user.username })}</p>
          <OneTimePassword password={created.oneTimePassword} />
        </>
      ) : (
        <CreateForm onCreated={setCreated} />
      )}
    </Drawer>
  );
}

function CreateForm({ onCreated }: { readonly onCreated: (created: CreatedUser) => void }) {
  const say = useTexts(identityTexts);
  const { busy, problem, run } = useDeed('/api/users');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = fieldText(event.currentTarget);
    const body = { username: text('username').trim(), ...userOf(text) };
    await run(async () => onCreated(await apiSend('POST', '/api/users', body, CreatedUser)));
  };
  return (
    <form className="identity-form" onSubmit={submit}>
      <TextField
        label={say('user.username')}
        hint={say('user.username.hint')}
        name="username"
        pattern="[a-z][a-z0-9.\-]{1,31}"
        autoComplete="off"
        autoFocus
        required
      />
      <UserFields />
      <DeedProblem problem={problem} />
      <Button type="submit" look="main" busy={busy}>
        {say('create.submit')}
      </Button>
    </form>
  );
}
