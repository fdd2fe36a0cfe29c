import { type FormEvent, useState } from 'react';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Drawer } from '#web/kit/drawer.tsx';
import { CheckField, SelectField, TextField } from '#web/kit/field.tsx';
import { Light } from '#web/kit/light.tsx';
import { Source, TestReply } from '../../sources/contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { useAct } from '../use-act.ts';
import { CLASSES, defaultsOf, FIELDS, type Fields, inputOf, KINDS, type Kind } from './connection-draft.ts';
import { sourceTexts } from './i18n/texts.ts';

const SOURCES = '/api/ingest/sources';

/** A connection that is tried, then kept. */
export function SourceForm({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(sourceTexts);
  const act = useAct(SOURCES);
  const [kind, setKind] = useState<Kind>('postgres');
  const [fields, setFields] = useState<Fields>(() => defaultsOf('postgres'));
  const [tested, setTested] = useState<TestReply | null>(null);
  const set = (name: string, value: string) => {
    setFields((old) => ({ ...old, [name]: value }));
    setTested(null);
  };
  const change = (next: Kind) => {
    setKind(next);
    setFields((old) => ({
      ...defaultsOf(next),
      name: old.name ?? '',
      class: old.class ?? 'government',
      provider: old.provider ?? '',
    }));
    setTested(null);
  };
  const test = () =>
    act.run(async () =>
      setTested(await apiSend('POST', '/api/ingest/connection-test', inputOf(fields, kind), TestReply)),
    );
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (await act.run(() => apiSend('POST', SOURCES, inputOf(fields, kind), Source))) onClose();
  };
  return (
    <Drawer open title={say('source.add')} onClose={onClose}>
      <form className="source-form" onSubmit={(event) => void save(event)}>
        <TextField
          label={say('form.name')}
          required
          maxLength={100}
          value={fields.name}
          onChange={(e) => set('name', e.target.value)}
        />
        <SelectField
          label={say('form.kind')}
          value={kind}
          onChange={(e) => change(KINDS.find((one) => one === e.target.value) ?? 'postgres')}
          options={KINDS.map((value) => ({ value, label: say(`kind.${value}`) }))}
        />
        <SelectField
          label={say('form.class')}
          value={fields.class}
          onChange={(e) => set('class', e.target.value)}
          options={CLASSES.map((value) => ({ value, label: say(`class.${value}`) }))}
        />
        <TextField
          label={say('form.provider')}
          hint={say('form.provider.hint')}
          value={fields.provider}
          onChange={(e) => set('provider', e.target.value)}
        />
        {FIELDS[kind].map((name) => (
          <ConnectionField key={name} name={name} fields={fields} set={set} />
        ))}
        <Choices kind={kind} fields={fields} set={set} />
        {tested && <Light kind={tested.ok ? 'green' : 'red'} word={tested.message} />}
        <ActProblem problem={act.problem} />
        <div className="source-acts">
          <Button onClick={() => void test()} busy={act.busy}>
            {say('form.try')}
          </Button>
          <Button look="main" type="submit" busy={act.busy}>
            {say('form.save')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

interface Part {
  readonly fields: Fields;
  readonly set: (name: string, value: string) => void;
}

const LABELS = [
  'host',
  'port',
  'database',
  'user',
  'url',
  'accessKey',
  'brokers',
  'perMinute',
  'count',
  'seconds',
] as const;
const HINTED = ['schema', 'secret', 'records', 'path'] as const;

function ConnectionField({ name, fields, set }: Part & { readonly name: string }) {
  const say = useTexts(sourceTexts);
  const hinted = HINTED.find((one) => one === name);
  const plain = LABELS.find((one) => one === name);
  const label = hinted ? say(`form.${hinted}`) : plain ? say(`form.${plain}`) : name;
  const number = ['port', 'perMinute', 'count', 'seconds'].includes(name);
  return (
    <TextField
      label={label}
      hint={hinted && say(`form.${hinted}.hint`)}
      type={name === 'secret' ? 'password' : number ? 'number' : 'text'}
      autoComplete={name === 'secret' ? 'new-password' : 'off'}
      value={fields[name] ?? ''}
      onChange={(event) => set(name, event.target.value)}
    />
  );
}

const PAGINGS = ['none', 'page', 'offset', 'cursor', 'link'] as const;
const AUTHS = ['none', 'basic', 'bearer', 'api-key', 'oauth'] as const;
const MECHANISMS = ['none', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'];
const same = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function Choices({ kind, fields, set }: Part & { readonly kind: Kind }) {
  const say = useTexts(sourceTexts);
  const select = (name: string, label: string, options: readonly { value: string; label: string }[]) => (
    <SelectField
      label={label}
      value={fields[name] ?? ''}
      onChange={(event) => set(name, event.target.value)}
      options={options}
    />
  );
  if (kind === 's3') return select('format', say('form.format'), same(['CSVWithNames', 'JSONEachRow', 'Parquet']));
  if (kind === 'kafka')
    return (
      <>
        {select('mechanism', say('form.mechanism'), same(MECHANISMS))}
        <CheckField
          label={say('form.tls')}
          checked={fields.tls === '1'}
          onChange={(event) => set('tls', event.target.checked ? '1' : '')}
        />
      </>
    );
  if (kind !== 'http') return null;
  return (
    <>
      {select('format', say('form.format'), [
        { value: 'json', label: 'JSON' },
        { value: 'csv', label: 'CSV' },
      ])}
      {select(
        'paging',
        say('form.paging'),
        PAGINGS.map((value) => ({ value, label: say(`form.paging.${value}`) })),
      )}
      {select(
        'auth',
        say('form.auth'),
        AUTHS.map((value) => ({ value, label: say(`form.auth.${value}`) })),
      )}
      {(fields.auth === 'basic' || fields.auth === 'oauth') && (
        <ConnectionField name="user" fields={fields} set={set} />
      )}
      {fields.auth === 'oauth' && (
        <TextField
          label={say('form.tokenUrl')}
          value={fields.tokenUrl}
          onChange={(event) => set('tokenUrl', event.target.value)}
        />
      )}
      {fields.auth !== 'none' && <ConnectionField name="secret" fields={fields} set={set} />}
    </>
  );
}
