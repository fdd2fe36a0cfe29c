import { type FormEvent, useState } from 'react';
import { type RoleGrant, type RoleInfo, User } from '#contract/identity';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { SelectField } from '#web/kit/field.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { useMay, useSession } from '#web/session.tsx';
import { DeedProblem } from './deed-problem.tsx';
import { type Choice, useDepartmentChoices, useRegionChoices, useRoles } from './directory.ts';
import { identityTexts } from './i18n/texts.ts';
import { nameOf, type Reach, ScopeField } from './scope-field.tsx';
import { useDeed } from './use-deed.ts';

/** The roles of an account with where they are held; the security administrator grants and revokes. */
export function Grants({ user }: { readonly user: User }) {
  const say = useTexts(identityTexts);
  const mayGrant = useMay('role:grant');
  const own = useSession().user.id === user.id;
  return (
    <section className="identity-part">
      <h3>{say('grant.title')}</h3>
      {user.grants.length === 0 && <p className="note">{say('grant.none')}</p>}
      {user.grants.map((grant) => (
        <GrantRow key={grant.role} user={user} grant={grant} mayRevoke={mayGrant && !own} />
      ))}
      {mayGrant && own && <p className="note">{say('grant.self')}</p>}
      {mayGrant && !own && <GrantForm user={user} />}
    </section>
  );
}

interface GrantRowProps {
  readonly user: User;
  readonly grant: RoleGrant;
  readonly mayRevoke: boolean;
}

function GrantRow({ user, grant, mayRevoke }: GrantRowProps) {
  const say = useTexts(identityTexts);
  const notify = useToast();
  const regions = useRegionChoices();
  const departments = useDepartmentChoices();
  const { busy, problem, run } = useDeed('/api/users');
  const revoke = async () => {
    const done = await run(() => apiSend('DELETE', `/api/users/${user.id}/roles/${grant.role}`, undefined, User));
    if (done) notify({ text: say('grant.revoked', { role: grant.roleName }) });
  };
  return (
    <div className="identity-grant">
      <div className="identity-row">
        <b>{grant.roleName}</b>
        {mayRevoke && (
          <Button look="link" busy={busy} onClick={revoke}>
            {say('grant.revoke')}
          </Button>
        )}
      </div>
      <ScopeWords label={say('scope.regions')} reach={grant.scope.regions} choices={regions} />
      <ScopeWords label={say('scope.departments')} reach={grant.scope.departments} choices={departments} />
      <DeedProblem problem={problem} />
    </div>
  );
}

interface ScopeWordsProps {
  readonly label: string;
  readonly reach: Reach;
  readonly choices: readonly Choice[];
}

function ScopeWords({ label, reach, choices }: ScopeWordsProps) {
  const say = useTexts(identityTexts);
  const names = reach === 'all' ? [say('scope.all')] : reach.map((code) => nameOf(choices, code));
  return (
    <p className="note">
      {label}: {names.length === 0 ? say('scope.none') : names.join(' · ')}
    </p>
  );
}

function GrantForm({ user }: { readonly user: User }) {
  const say = useTexts(identityTexts);
  const notify = useToast();
  const roles = useRoles();
  const regionChoices = useRegionChoices();
  const departmentChoices = useDepartmentChoices();
  const [role, setRole] = useState('');
  const [regions, setRegions] = useState<Reach>([]);
  const [departments, setDepartments] = useState<Reach>([]);
  const { busy, problem, run } = useDeed('/api/users');
  const chosen = roles.find((candidate) => candidate.code === role);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { role, scope: { regions, departments } };
    if (!(await run(() => apiSend('POST', `/api/users/${user.id}/roles`, body, User)))) return;
    notify({ text: say('grant.done', { role: chosen?.name ?? role }) });
    setRole('');
  };
  return (
    <form className="identity-form" onSubmit={submit}>
      <SelectField
        label={say('grant.add')}
        options={[
          { value: '', label: say('grant.choose') },
          ...roles.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        value={role}
        onChange={(event) => setRole(event.target.value)}
        required
      />
      {chosen && <RoleWords role={chosen} />}
      {chosen && !chosen.keeper && (
        <>
          <ScopeField label={say('scope.regions')} choices={regionChoices} value={regions} onChange={setRegions} />
          <ScopeField
            label={say('scope.departments')}
            choices={departmentChoices}
            value={departments}
            onChange={setDepartments}
          />
        </>
      )}
      <DeedProblem problem={problem} />
      <Button type="submit" busy={busy} disabled={!chosen}>
        {say('grant.submit')}
      </Button>
    </form>
  );
}

function RoleWords({ role }: { readonly role: RoleInfo }) {
  const say = useTexts(identityTexts);
  return (
    <p className="note">
      {role.keeper && `${say('role.keeper')} · `}
      {say('role.permissions')}: {role.permissions.map(({ name }) => name).join(' · ')}
    </p>
  );
}
