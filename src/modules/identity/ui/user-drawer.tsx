import { type FormEvent, useState } from 'react';
import { User } from '#contract/identity';
import { apiSend } from '#web/api.ts';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Drawer } from '#web/kit/drawer.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { problemOf } from '#web/problem.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { DeedProblem } from './deed-problem.tsx';
import { Grants } from './grants.tsx';
import { identityTexts } from './i18n/texts.ts';
import { formatInstant } from './instant.ts';
import { fieldText } from './proof-fields.tsx';
import { Failed } from './session-list.tsx';
import { useDeed } from './use-deed.ts';
import { UserDeeds } from './user-deeds.tsx';
import { UserFields, userOf } from './user-fields.tsx';
import { FactorStatus, UserStatus } from './user-status.tsx';

interface UserDrawerProps {
  readonly id: string;
  readonly title: string;
  readonly onClose: () => void;
}

/** One account: its facts, and what this reader's post may do with it. */
export function UserDrawer({ id, title, onClose }: UserDrawerProps) {
  const { data, error, refetch } = useGet(`/api/users/${id}`, User);
  return (
    <Drawer open title={title} onClose={onClose}>
      {data && <UserParts user={data} />}
      {!data && (error ? <Failed problem={problemOf(error)} onRetry={() => void refetch()} /> : <Skeleton />)}
    </Drawer>
  );
}

function UserParts({ user }: { readonly user: User }) {
  const mayWrite = useMay('user:write');
  return (
    <>
      <UserFacts user={user} />
      {mayWrite && <EditUser user={user} />}
      <Grants user={user} />
      <UserDeeds user={user} />
    </>
  );
}

function UserFacts({ user }: { readonly user: User }) {
  const say = useTexts(identityTexts);
  const language = useLanguage();
  const lastSeen = user.lastSeenAt === null ? say('user.never') : formatInstant(user.lastSeenAt, language);
  return (
    <dl className="identity-facts">
      <dt>{say('user.username')}</dt>
      <dd>{user.username}</dd>
      <dt>{say('user.post')}</dt>
      <dd>{user.post}</dd>
      <dt>{say('user.unit')}</dt>
      <dd>{user.unit.name}</dd>
      <dt>{say('user.status')}</dt>
      <dd>
        <UserStatus user={user} />
        {user.mustChangePassword && <p className="note">{say('user.owes-password')}</p>}
      </dd>
      <dt>{say('user.second-factor')}</dt>
      <dd>
        <FactorStatus user={user} />
      </dd>
      <dt>{say('user.last-seen')}</dt>
      <dd>{lastSeen}</dd>
      <dt>{say('user.created')}</dt>
      <dd>
        {formatInstant(user.createdAt, language)}
        {user.demo && <p className="note">{say('user.demo')}</p>}
      </dd>
    </dl>
  );
}

function EditUser({ user }: { readonly user: User }) {
  const say = useTexts(identityTexts);
  const notify = useToast();
  const [open, setOpen] = useState(false);
  const { busy, problem, run } = useDeed('/api/users');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = userOf(fieldText(event.currentTarget));
    if (!(await run(() => apiSend('PATCH', `/api/users/${user.id}`, body, User)))) return;
    notify({ text: say('edit.done') });
    setOpen(false);
  };
  if (!open) {
    return (
      <p className="identity-part">
        <Button onClick={() => setOpen(true)}>{say('edit.title')}</Button>
      </p>
    );
  }
  return (
    <form className="identity-form identity-part" onSubmit={submit}>
      <UserFields user={user} />
      <DeedProblem problem={problem} />
      <p className="identity-row">
        <Button type="submit" look="main" busy={busy}>
          {say('edit.submit')}
        </Button>
        <Button onClick={() => setOpen(false)}>{say('cancel')}</Button>
      </p>
    </form>
  );
}
