import { useDeferredValue, useState } from 'react';
import { type User, UserPage } from '#contract/identity';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { problemOf } from '#web/problem.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { CreateUser } from '../create-user.tsx';
import { useRoles } from '../directory.ts';
import { identityTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { Failed } from '../session-list.tsx';
import { useKept } from '../use-kept.ts';
import { UserDrawer } from '../user-drawer.tsx';
import { FactorStatus, UserStatus } from '../user-status.tsx';
import '../identity.css';

const PAGE_SIZE = 50;

interface Filter {
  readonly search: string;
  readonly role: string;
  readonly status: string;
  readonly offset: number;
}

const NO_FILTER: Filter = { search: '', role: '', status: '', offset: 0 };

/** Users and roles, for those who may see them. */
export function Page() {
  return useMay('user:read') ? <Users /> : <Forbidden />;
}

function Users() {
  const say = useTexts(identityTexts);
  const mayWrite = useMay('user:write');
  const [filter, setFilter] = useState(NO_FILTER);
  const [opened, setOpened] = useState<User | 'new' | null>(null);
  const close = () => setOpened(null);
  const create = mayWrite && <Button onClick={() => setOpened('new')}>{say('users.create')}</Button>;
  return (
    <div className="page-column">
      <h1 className="page-title">{say('users.title')}</h1>
      <Card title={say('users.accounts')} tools={create}>
        <FilterFields filter={filter} onChange={(change) => setFilter({ ...filter, offset: 0, ...change })} />
        <UserTable filter={useDeferredValue(filter)} onChange={setFilter} onOpen={setOpened} />
      </Card>
      {opened === 'new' && <CreateUser onClose={close} />}
      {opened !== null && opened !== 'new' && <UserDrawer id={opened.id} title={opened.name} onClose={close} />}
    </div>
  );
}

interface FilterFieldsProps {
  readonly filter: Filter;
  readonly onChange: (change: Partial<Filter>) => void;
}

function FilterFields({ filter, onChange }: FilterFieldsProps) {
  const say = useTexts(identityTexts);
  const roles = useRoles().map(({ code, name }) => ({ value: code, label: name }));
  const any = { value: '', label: say('users.any') };
  const states = (['active', 'locked', 'disabled'] as const).map((value) => ({ value, label: say(`status.${value}`) }));
  return (
    <search className="identity-filter">
      <TextField
        label={say('users.search')}
        type="search"
        value={filter.search}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      <SelectField
        label={say('users.role')}
        options={[any, ...roles]}
        value={filter.role}
        onChange={(event) => onChange({ role: event.target.value })}
      />
      <SelectField
        label={say('users.status')}
        options={[any, ...states]}
        value={filter.status}
        onChange={(event) => onChange({ status: event.target.value })}
      />
    </search>
  );
}

interface UserTableProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  readonly onOpen: (user: User) => void;
}

function UserTable({ filter, onChange, onOpen }: UserTableProps) {
  const say = useTexts(identityTexts);
  const columns = useColumns();
  const { data: fresh, error, refetch } = useGet(addressOf(filter), UserPage);
  const data = useKept(fresh);
  if (!data)
    return error ? <Failed problem={problemOf(error)} onRetry={() => void refetch()} /> : <Skeleton lines={8} />;
  const turn = (by: number) => onChange({ ...filter, offset: filter.offset + by });
  return (
    <>
      <DataTable
        caption={say('users.table')}
        columns={columns}
        rows={data.users}
        rowKey={(user) => user.id}
        onOpen={onOpen}
        empty={say('users.empty')}
      />
      <div className="identity-filter">
        <span className="note">{say('users.count', { total: data.total })}</span>
        {filter.offset > 0 && <Button onClick={() => turn(-PAGE_SIZE)}>{say('users.previous')}</Button>}
        {filter.offset + PAGE_SIZE < data.total && <Button onClick={() => turn(PAGE_SIZE)}>{say('users.next')}</Button>}
      </div>
    </>
  );
}

function useColumns(): readonly Column<User>[] {
  const say = useTexts(identityTexts);
  const language = useLanguage();
  const roles = (user: User) => user.grants.map((grant) => grant.roleName).join(' · ');
  const lastSeen = ({ lastSeenAt }: User) =>
    lastSeenAt === null ? say('user.never') : formatInstant(lastSeenAt, language);
  return [
    { key: 'name', head: say('user.name'), cell: (user) => user.name },
    { key: 'username', head: say('user.username'), width: '8rem', wide: true, cell: (user) => user.username },
    { key: 'post', head: say('user.post'), wide: true, cell: (user) => user.post },
    { key: 'unit', head: say('user.unit'), wide: true, cell: (user) => user.unit.name },
    { key: 'roles', head: say('user.roles'), cell: (user) => roles(user) || say('user.no-roles') },
    { key: 'status', head: say('user.status'), width: '5rem', cell: (user) => <UserStatus user={user} /> },
    {
      key: 'factor',
      head: say('user.second-factor'),
      width: '6rem',
      wide: true,
      cell: (user) => <FactorStatus user={user} />,
    },
    { key: 'seen', head: say('user.last-seen'), width: '9.5rem', wide: true, cell: lastSeen },
  ];
}

function addressOf({ search, role, status, offset }: Filter): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String(offset) });
  const words = { search: search.trim(), role, status };
  for (const [name, value] of Object.entries(words)) if (value !== '') query.set(name, value);
  return `/api/users?${query}`;
}
