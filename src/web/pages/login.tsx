import { type FormEvent, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../kit/button.tsx';
import { TextField } from '../kit/field.tsx';
import { type ApiProblem, problemOf } from '../problem.ts';
import { useProblemText } from '../problem-text.ts';
import { usePresence, useSigning } from '../session.tsx';
import { safeNext } from '../shell/next.ts';
import './login.css';

/** Signing in. The second factor is asked for when the account has one. */
export function Page() {
  const say = useTexts(shellTexts);
  const { presence } = usePresence();
  const { search } = useLocation();
  if (presence) return <Navigate to={safeNext(search)} replace />;
  return (
    <main className="login">
      <title>{`${say('login.title')} · ${say('brand')}`}</title>
      <div className="login-sheet">
        <h1>{say('brand.full')}</h1>
        <p className="note">{say('login.lead')}</p>
        <LoginForm />
        <p className="login-notice">{say('login.notice')}</p>
      </div>
    </main>
  );
}

function LoginForm() {
  const say = useTexts(shellTexts);
  const { signIn } = useSigning();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [asked, setAsked] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(entryOf(new FormData(event.currentTarget)));
    } catch (error) {
      const failed = problemOf(error);
      const wantsCode = failed.code === 'identity.totp-required';
      setAsked(asked || wantsCode);
      setProblem(wantsCode ? null : failed);
      setBusy(false);
    }
  };
  return (
    <form className="login-form" onSubmit={submit}>
      <TextField label={say('login.username')} name="username" autoComplete="username" autoFocus required />
      <TextField
        label={say('login.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      {asked && (
        <TextField
          label={say('login.totp')}
          hint={say('login.totp.hint')}
          name="totp"
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          required
        />
      )}
      <div className="login-problem" role="alert">
        {problem && <LoginProblem problem={problem} />}
      </div>
      <Button type="submit" look="main" busy={busy}>
        {say('login.submit')}
      </Button>
    </form>
  );
}

function entryOf(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '');
  const totp = text('totp').replaceAll(/\s/g, '');
  return { username: text('username').trim(), password: text('password'), ...(totp && { totp }) };
}

/** Why not. A wrong account and a wrong password read the same; a wrong code is said to be one. */
function LoginProblem({ problem }: { readonly problem: ApiProblem }) {
  const say = useTexts(shellTexts);
  const { title, detail } = useProblemText(problem);
  if (problem.code === 'identity.bad-credentials') return say('login.bad-credentials');
  if (problem.code === 'identity.bad-totp') return say('login.bad-totp');
  return detail ?? title;
}
