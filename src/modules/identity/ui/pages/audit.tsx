import { type FormEvent, useState } from 'react';
import { AuditCheck, AuditPage, type AuditRow } from '#contract/identity';
import { apiGet } from '#web/api.ts';
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
import { ActionWords, AuditDrawer } from '../audit-drawer.tsx';
import { DeedProblem } from '../deed-problem.tsx';
import { identityTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { fieldText } from '../proof-fields.tsx';
import { Failed } from '../session-list.tsx';
import { useDeed } from '../use-deed.ts';
import { useKept } from '../use-kept.ts';
import '../identity.css';

const PAGE_SIZE = '100';

/** The audit, for the auditor. */
export function Page() {
  return useMay('audit:read') ? <Audit /> : <Forbidden />;
}

function Audit() {
  const say = useTexts(identityTexts);
  const [filter, setFilter] = useState<Readonly<Record<string, string>>>({});
  return (
    <div className="page-column">
      <h1 className="page-title">{say('audit.title')}</h1>
      <Verification />
      <Card title={say('audit.rows')} note={say('audit.lead')}>
        <FilterForm onSearch={setFilter} />
        <Rows filter={filter} onChange={setFilter} />
      </Card>
    </div>
  );
}

/** Walk the chain, and say what was found. */
function Verification() {
  const say = useTexts(identityTexts);
  const [check, setCheck] = useState<AuditCheck | null>(null);
  const { busy, problem, run } = useDeed();
  const verify = () => run(async () => setCheck(await apiGet('/api/audit/verify', AuditCheck)));
  return (
    <div className="identity-row" aria-live="polite">
      <Button busy={busy} onClick={verify}>
        {say('audit.verify')}
      </Button>
      {check && check.brokenAt === null && <span>{say('audit.whole', { rows: check.rows })}</span>}
      {check && check.brokenAt !== null && (
        <strong className="deed-problem">{say('audit.broken', { seq: check.brokenAt })}</strong>
      )}
      <DeedProblem problem={problem} />
    </div>
  );
}

function FilterForm({ onSearch }: { readonly onSearch: (filter: Readonly<Record<string, string>>) => void }) {
  const say = useTexts(identityTexts);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = fieldText(event.currentTarget);
    onSearch({
      username: text('username').trim(),
      action: text('action').trim(),
      outcome: text('outcome'),
      from: instantOf(text('from')),
      to: instantOf(text('to')),
    });
  };
  return (
    <form className="identity-filter" onSubmit={submit}>
      <TextField label={say('audit.username')} name="username" />
      <TextField label={say('audit.action.start')} placeholder="role." name="action" />
      <SelectField
        label={say('audit.outcome')}
        name="outcome"
        options={[
          { value: '', label: say('users.any') },
          { value: 'done', label: say('outcome.done') },
          { value: 'refused', label: say('outcome.refused') },
        ]}
      />
      <TextField label={say('audit.from')} name="from" type="datetime-local" />
      <TextField label={say('audit.to')} name="to" type="datetime-local" />
      <Button type="submit">{say('audit.search')}</Button>
    </form>
  );
}

/** What a field for date and time says, as a moment in China. */
function instantOf(local: string): string {
  return local === '' ? '' : `${local}:00+08:00`;
}

interface RowsProps {
  readonly filter: Readonly<Record<string, string>>;
  readonly onChange: (filter: Readonly<Record<string, string>>) => void;
}

function Rows({ filter, onChange }: RowsProps) {
  const say = useTexts(identityTexts);
  const columns = useColumns();
  const [opened, setOpened] = useState<AuditRow | null>(null);
  const { data: fresh, error, refetch } = useGet(addressOf(filter), AuditPage);
  const data = useKept(fresh);
  if (!data)
    return error ? <Failed problem={problemOf(error)} onRetry={() => void refetch()} /> : <Skeleton lines={8} />;
  const { rows, next } = data;
  const { before, ...latest } = filter;
  return (
    <>
      <DataTable
        caption={say('audit.table')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.seq)}
        onOpen={setOpened}
        empty={say('audit.empty')}
      />
      <div className="identity-filter">
        {before !== undefined && <Button onClick={() => onChange(latest)}>{say('audit.latest')}</Button>}
        {next !== null && (
          <Button onClick={() => onChange({ ...filter, before: String(next) })}>{say('audit.earlier')}</Button>
        )}
      </div>
      {opened && <AuditDrawer row={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function useColumns(): readonly Column<AuditRow>[] {
  const say = useTexts(identityTexts);
  const outcome = (row: AuditRow) => say(row.outcome === 'refused' ? 'outcome.refused' : 'outcome.done');
  return [
    { key: 'at', head: say('audit.at'), cell: (row) => <Instant at={row.at} /> },
    { key: 'seq', head: say('audit.seq'), wide: true, cell: (row) => row.seq },
    { key: 'username', head: say('audit.username'), cell: (row) => row.username },
    { key: 'action', head: say('audit.action'), cell: (row) => <ActionWords action={row.action} /> },
    { key: 'outcome', head: say('audit.outcome'), width: '4rem', cell: outcome },
    { key: 'subject', head: say('audit.subject'), wide: true, cell: (row) => `${row.subject.kind} ${row.subject.id}` },
    {
      key: 'detail',
      head: say('audit.detail'),
      wide: true,
      cell: (row) => <span className="identity-detail">{row.detail}</span>,
    },
  ];
}

/** Date and time, each in one piece, over two lines where there is little room. */
function Instant({ at }: { readonly at: string }) {
  const [date, time] = formatInstant(at, useLanguage()).split(' ');
  return (
    <>
      <span className="identity-piece">{date}</span> <span className="identity-piece">{time}</span>
    </>
  );
}

function addressOf(filter: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ limit: PAGE_SIZE });
  for (const [name, value] of Object.entries(filter)) if (value !== '') query.set(name, value);
  return `/api/audit?${query}`;
}
