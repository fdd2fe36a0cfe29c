import { type FormEvent, useState } from 'react';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Drawer } from '#web/kit/drawer.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { problemOf } from '#web/problem.ts';
import { useGet } from '#web/query.ts';
import {
  Collection,
  type MappedColumn,
  ObjectDraft,
  ObjectList,
  RunAsked,
  type Source,
  type SourceObject,
} from '../../sources/contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { useAct } from '../use-act.ts';
import { ColumnTable } from './column-table.tsx';
import { sourceTexts } from './i18n/texts.ts';

/** From a source to a registered collection: what, which columns, how, when. */
export function Wizard({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const say = useTexts(sourceTexts);
  const [object, setObject] = useState<SourceObject | null>(null);
  return (
    <Drawer open size="wide" title={say('wizard.title', { name: source.name })} onClose={onClose}>
      <ObjectPicker source={source} onPick={setObject} />
      {object && <Draft key={`${object.schema}.${object.name}`} source={source} object={object} onClose={onClose} />}
    </Drawer>
  );
}

function ObjectPicker({
  source,
  onPick,
}: {
  readonly source: Source;
  readonly onPick: (object: SourceObject) => void;
}) {
  const say = useTexts(sourceTexts);
  const { data, error } = useGet(`/api/ingest/sources/${source.id}/objects`, ObjectList);
  const [own, setOwn] = useState('');
  if (error && !data) return <ActProblem problem={problemOf(error)} />;
  if (!data) return <Skeleton lines={2} />;
  const labelOf = ({ schema, name, comment }: ObjectList['objects'][number]) =>
    `${schema === '' ? '' : `${schema}.`}${name}${comment === '' ? '' : `（${comment}）`}`;
  const typed = ['http', 'folder', 's3', 'mqtt', 'kafka'].includes(source.kind);
  const options = [
    { value: '', label: say('wizard.pick') },
    ...data.objects.map((object, i) => ({ value: String(i), label: labelOf(object) })),
  ];
  const pick = (index: string) => {
    const found = index === '' ? undefined : data.objects[Number(index)];
    if (found) onPick({ schema: found.schema, name: found.name });
  };
  return (
    <div className="source-form">
      <SelectField
        label={say('wizard.object')}
        defaultValue=""
        onChange={(event) => pick(event.target.value)}
        options={options}
      />
      {typed && (
        <div className="source-acts">
          <TextField label={say('wizard.object')} value={own} onChange={(event) => setOwn(event.target.value)} />
          <Button disabled={own === ''} onClick={() => onPick({ schema: '', name: own })}>
            {say('wizard.read')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Draft({
  source,
  object,
  onClose,
}: {
  readonly source: Source;
  readonly object: SourceObject;
  readonly onClose: () => void;
}) {
  const say = useTexts(sourceTexts);
  const query = new URLSearchParams({ schema: object.schema, name: object.name });
  const { data, error } = useGet(`/api/ingest/sources/${source.id}/draft?${query}`, ObjectDraft);
  if (error && !data) return <ActProblem problem={problemOf(error)} />;
  if (!data) return <p className="muted">{say('wizard.reading')}</p>;
  return <CollectionForm source={source} object={object} draft={data} onClose={onClose} />;
}

type ScheduleKind = 'manual' | 'every' | 'cron' | 'stream';

function CollectionForm({
  source,
  object,
  draft,
  onClose,
}: {
  readonly source: Source;
  readonly object: SourceObject;
  readonly draft: ObjectDraft;
  readonly onClose: () => void;
}) {
  const say = useTexts(sourceTexts);
  const act = useAct('/api/ingest/sources');
  const stream = source.kind === 'mqtt' || source.kind === 'kafka';
  const [columns, setColumns] = useState<readonly MappedColumn[]>(() =>
    draft.columns.map(({ comment, why, ...column }) => column),
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [title, setTitle] = useState(draft.title);
  const [mode, setMode] = useState<'full' | 'incremental'>(stream ? 'incremental' : 'full');
  const [watermark, setWatermark] = useState('');
  const [keys, setKeys] = useState(draft.keys.join(','));
  const [when, setWhen] = useState<ScheduleKind>(stream ? 'stream' : 'manual');
  const [minutes, setMinutes] = useState('60');
  const [cron, setCron] = useState('0 6 * * *');
  const taken = columns.filter(({ source: name }) => !left.has(name));
  const marks = taken.filter(
    ({ role, dataType }) => role === 'attribute' && ['integer', 'decimal', 'date', 'datetime'].includes(dataType),
  );
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const schedule =
      when === 'every'
        ? { kind: when, minutes: Number(minutes) }
        : when === 'cron'
          ? { kind: when, cron }
          : { kind: when };
    const keyColumns =
      mode === 'incremental'
        ? keys
            .split(/[,，]/)
            .map((key) => key.trim())
            .filter(Boolean)
        : [];
    const body = {
      object,
      title,
      classCode: draft.classCode,
      columns: taken,
      ignored: [...left],
      mode,
      watermarkColumn: watermark || null,
      keyColumns,
      schedule,
    };
    const register = async () => {
      const { id } = await apiSend('POST', `/api/ingest/sources/${source.id}/collections`, body, Collection);
      if (!stream) await apiSend('POST', `/api/ingest/collections/${id}/run`, undefined, RunAsked);
    };
    if (await act.run(register)) onClose();
  };
  return (
    <form className="source-form" onSubmit={(event) => void save(event)}>
      <TextField
        label={say('wizard.resource')}
        required
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <ColumnTable draft={draft} columns={columns} left={left} onColumns={setColumns} onLeft={setLeft} />
      {!stream && (
        <SelectField
          label={say('wizard.mode')}
          value={mode}
          onChange={(event) => setMode(event.target.value === 'full' ? 'full' : 'incremental')}
          options={[
            { value: 'full', label: say('wizard.mode.full') },
            { value: 'incremental', label: say('wizard.mode.incremental') },
          ]}
        />
      )}
      {mode === 'incremental' && !stream && (
        <SelectField
          label={say('wizard.watermark')}
          hint={say('wizard.watermark.hint')}
          value={watermark}
          onChange={(event) => setWatermark(event.target.value)}
          options={[
            { value: '', label: say('wizard.pick') },
            ...marks.map(({ source: value, name }) => ({
              value,
              label: name === value ? value : `${name}（${value}）`,
            })),
          ]}
        />
      )}
      {mode === 'incremental' && (
        <TextField
          label={say('wizard.keys')}
          hint={say('wizard.keys.hint')}
          value={keys}
          onChange={(event) => setKeys(event.target.value)}
        />
      )}
      {!stream && (
        <SelectField
          label={say('wizard.schedule')}
          value={when}
          onChange={(event) => setWhen(SCHEDULES.find((one) => one === event.target.value) ?? 'manual')}
          options={SCHEDULES.map((value) => ({ value, label: say(`schedule.${value}`) }))}
        />
      )}
      {when === 'every' && (
        <TextField
          label={say('schedule.minutes')}
          type="number"
          min={1}
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
      )}
      {when === 'cron' && (
        <TextField label={say('schedule.cron.line')} value={cron} onChange={(event) => setCron(event.target.value)} />
      )}
      <ActProblem problem={act.problem} />
      <div className="source-acts">
        <Button look="main" type="submit" busy={act.busy}>
          {say('wizard.register')}
        </Button>
      </div>
    </form>
  );
}

const SCHEDULES = ['manual', 'every', 'cron'] as const;
