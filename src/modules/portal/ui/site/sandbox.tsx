import { type FormEvent, useState } from 'react';
import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { DataTable } from '#web/kit/data-table.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { badReplyProblem, problemFrom } from '#web/problem.ts';
import { SandboxReply, SandboxState } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import { day, Outcome } from './parts.tsx';

type State = Static<typeof SandboxState>;
type Reply = Static<typeof SandboxReply>;

/** The sandbox key goes in a header of its own, so that it stands in no address. */
async function ask<S extends TSchema>(path: string, key: string, schema: S, body?: object): Promise<Static<S>> {
  const reply = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: { 'x-sandbox-key': key, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const content: unknown = await reply.json();
  if (!reply.ok) throw problemFrom(reply.status, content);
  if (!Check(schema, content)) throw badReplyProblem(path, reply.status);
  return content;
}

/** Aggregates over the masked rows of a pilot. */
export function Sandbox() {
  const say = useTexts(portalTexts);
  const [key, setKey] = useState('');
  const [state, setState] = useState<State | null>(null);
  const [error, setError] = useState<unknown>(null);
  const open = (event: FormEvent) => {
    event.preventDefault();
    ask('/open/api/sandbox', key.trim(), SandboxState).then((found) => {
      setState(found);
      setError(null);
    }, setError);
  };
  return (
    <Card title={say('co.sandbox')} note={say('co.sandbox.help')}>
      <div className="open-pad">
        <form className="open-form" onSubmit={open}>
          <TextField
            label={say('co.sandbox.key')}
            required
            maxLength={100}
            autoComplete="off"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
          <Button type="submit">{say('co.sandbox.open')}</Button>
          <Outcome error={error} done={null} />
        </form>
        {state && <Open state={state} sandboxKey={key.trim()} />}
      </div>
    </Card>
  );
}

function Open({ state, sandboxKey }: { readonly state: State; readonly sandboxKey: string }) {
  const say = useTexts(portalTexts);
  const [reply, setReply] = useState<Reply | null>(null);
  const [error, setError] = useState<unknown>(null);
  const count = (dataset: string, field: string) =>
    ask('/open/api/sandbox/query', sandboxKey, SandboxReply, { dataset, groupBy: [field], aggregate: 'count' }).then(
      (found) => {
        setReply(found);
        setError(null);
      },
      setError,
    );
  return (
    <>
      <p className="note">{say('co.sandbox.until', { date: day(state.until) })}</p>
      {state.datasets.map(({ id, title, fields }) => (
        <SelectField
          key={id}
          label={`${title} · ${say('co.sandbox.ask')}`}
          options={[{ value: '', label: '—' }, ...fields.map(({ name }) => ({ value: name, label: name }))]}
          onChange={(event) => event.target.value !== '' && void count(id, event.target.value)}
        />
      ))}
      <Outcome error={error} done={null} />
      {reply && (
        <>
          <DataTable
            caption={say('co.sandbox')}
            columns={reply.columns.map((head, i) => ({ key: head, head, cell: ({ cells }: Row) => cells[i] ?? '—' }))}
            rows={reply.rows.map((cells, no): Row => ({ no, cells }))}
            rowKey={({ no }) => String(no)}
          />
          <p className="note">{say('co.sandbox.withheld', { count: reply.withheld })}</p>
        </>
      )}
    </>
  );
}

interface Row {
  readonly no: number;
  readonly cells: Reply['rows'][number];
}
