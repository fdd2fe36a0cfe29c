import { useState } from 'react';
import { OneTimePassword as OneTime, User } from '#contract/identity';
import { apiSend, type WriteMethod } from '#web/api.ts';
import type { Say } from '#web/i18n/texts.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { useMay, useSession } from '#web/session.tsx';
import { DeedProblem } from './deed-problem.tsx';
import { identityTexts } from './i18n/texts.ts';
import { OneTimePassword } from './one-time-password.tsx';
import { useDeed } from './use-deed.ts';

type Word = keyof typeof identityTexts.zh;

/** What a keeper can do to an account with one press and one confirmation. */
interface UserDeed {
  readonly word: Word;
  readonly done: Word;
  readonly method: WriteMethod;
  readonly path: string;
  readonly body?: object;
  readonly grave?: boolean;
}

/** The deeds that this reader's post allows on this account, in its present state. */
export function UserDeeds({ user }: { readonly user: User }) {
  const say = useTexts(identityTexts);
  const mayWrite = useMay('user:write');
  const mayUnlock = useMay('user:unlock');
  const mayGrant = useMay('role:grant');
  const own = useSession().user.id === user.id;
  if (own || !(mayWrite || mayUnlock || mayGrant)) return null;
  const deeds = [
    ...(mayWrite ? [user.status === 'disabled' ? ENABLE : DISABLE] : []),
    ...(mayUnlock && user.status === 'locked' ? [UNLOCK] : []),
    ...(mayGrant ? [user.secondFactor.required ? UNREQUIRE : REQUIRE] : []),
    ...(mayGrant && user.secondFactor.enabled ? [FORGET_FACTOR] : []),
  ];
  return (
    <section className="identity-part">
      <h3>{say('deed.title')}</h3>
      {deeds.map((deed) => (
        <ConfirmedDeed key={deed.word} user={user} deed={deed} />
      ))}
      {mayWrite && <ResetPassword user={user} />}
    </section>
  );
}

const DISABLE: UserDeed = {
  ...{ word: 'deed.disable', done: 'deed.disable.done', method: 'POST', path: '/disable', grave: true },
};
const ENABLE: UserDeed = { word: 'deed.enable', done: 'deed.enable.done', method: 'POST', path: '/enable' };
const UNLOCK: UserDeed = { word: 'deed.unlock', done: 'deed.unlock.done', method: 'POST', path: '/unlock' };
const REQUIRE: UserDeed = {
  ...{ word: 'deed.require', done: 'deed.require.done', method: 'PUT', path: '/second-factor' },
  body: { required: true },
};
const UNREQUIRE: UserDeed = {
  ...{ word: 'deed.unrequire', done: 'deed.unrequire.done', method: 'PUT', path: '/second-factor' },
  body: { required: false },
};
const FORGET_FACTOR: UserDeed = {
  ...{ word: 'deed.forget-factor', done: 'deed.forget-factor.done', method: 'DELETE', path: '/second-factor' },
  grave: true,
};

function ConfirmedDeed({ user, deed }: { readonly user: User; readonly deed: UserDeed }) {
  const say = useTexts(identityTexts);
  const notify = useToast();
  const { busy, problem, run } = useDeed('/api/users');
  const act = async () => {
    const done = await run(() => apiSend(deed.method, `/api/users/${user.id}${deed.path}`, deed.body, User));
    if (done) notify({ text: say(deed.done) });
  };
  return (
    <Confirmed
      word={deed.word}
      name={user.name}
      grave={deed.grave}
      busy={busy}
      problem={problem}
      onAct={act}
      say={say}
    />
  );
}

function ResetPassword({ user }: { readonly user: User }) {
  const say = useTexts(identityTexts);
  const [password, setPassword] = useState<string | null>(null);
  const { busy, problem, run } = useDeed('/api/users');
  const act = () =>
    run(async () => {
      const reply = await apiSend('POST', `/api/users/${user.id}/reset-password`, undefined, OneTime);
      setPassword(reply.oneTimePassword);
    });
  return (
    <>
      <Confirmed
        word="deed.reset-password"
        name={user.name}
        grave
        busy={busy}
        problem={problem}
        onAct={act}
        say={say}
      />
      {password !== null && <OneTimePassword password={password} />}
    </>
  );
}

interface ConfirmedProps {
  readonly word: Word;
  readonly name: string;
  readonly grave?: boolean;
  readonly busy: boolean;
  readonly problem: Parameters<typeof DeedProblem>[0]['problem'];
  readonly onAct: () => Promise<unknown>;
  readonly say: Say<Word>;
}

/** A button that asks once more, in its own place, before it acts. */
function Confirmed({ word, name, grave, busy, problem, onAct, say }: ConfirmedProps) {
  const [asked, setAsked] = useState(false);
  const act = async () => {
    await onAct();
    setAsked(false);
  };
  return (
    <div>
      {asked ? (
        <p className="identity-row">
          <span>{say('deed.confirm', { deed: say(word), name })}</span>
          <Button look={grave ? 'danger' : 'main'} busy={busy} onClick={act}>
            {say(word)}
          </Button>
          <Button onClick={() => setAsked(false)}>{say('cancel')}</Button>
        </p>
      ) : (
        <Button onClick={() => setAsked(true)}>{say(word)}</Button>
      )}
      <DeedProblem problem={problem} />
    </div>
  );
}
