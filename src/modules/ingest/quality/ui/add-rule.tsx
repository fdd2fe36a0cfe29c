import { useState } from 'react';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { AreaField, Field, SelectField, TextField } from '#web/kit/field.tsx';
import { ActProblem } from '../../ui/act-problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { type CheckKind, type ResourceQuality, Rule } from '../contract.ts';
import { checkOf, type Draft, FIELDS, KINDS } from './draft.ts';
import { qualityTexts } from './i18n/texts.ts';

/** Lay down a rule of one's own. */
export function AddRule({ quality }: { readonly quality: ResourceQuality }) {
  const say = useTexts(qualityTexts);
  const [kind, setKind] = useState<CheckKind>('not-null');
  const [draft, setDraft] = useState<Draft>({
    by: 'period',
    of: 'sum',
    whole: '140000',
    tolerance: '1',
    severity: 'warn',
  });
  const act = useAct('/api/quality/');
  const check = checkOf(kind, draft);
  const set = (field: string) => (value: string) => setDraft({ ...draft, [field]: value });
  const save = async () => {
    const body = { severity: draft.severity, check, name: draft.name ?? '' };
    const url = `/api/quality/resources/${quality.resourceId}/rules`;
    if (await act.run(() => apiSend('POST', url, body, Rule))) setDraft({ ...draft, name: '', values: '', query: '' });
  };
  return (
    <Card title={say('add')}>
      <div className="quality-form">
        <SelectField
          label={say('add.kind')}
          value={kind}
          options={KINDS.map((value) => ({ value, label: say(`kind.${value}`) }))}
          onChange={({ target }) => setKind(KINDS.find((one) => one === target.value) ?? kind)}
        />
        {FIELDS[kind].map((field) => (
          <Part key={field} field={field} value={draft[field] ?? ''} quality={quality} onChange={set(field)} />
        ))}
        <SelectField
          label={say('rule.severity')}
          value={draft.severity}
          options={(['warn', 'block'] as const).map((value) => ({ value, label: say(`severity.${value}`) }))}
          onChange={({ target }) => set('severity')(target.value)}
        />
        <TextField
          label={say('add.name')}
          value={draft.name ?? ''}
          onChange={({ target }) => set('name')(target.value)}
        />
      </div>
      <div className="quality-pad">
        <div className="quality-acts">
          <Button look="main" busy={act.busy} disabled={check === null} onClick={() => void save()}>
            {say('add.save')}
          </Button>
        </div>
        <ActProblem problem={act.problem} />
      </div>
    </Card>
  );
}

interface PartProps {
  readonly field: string;
  readonly value: string;
  readonly quality: ResourceQuality;
  readonly onChange: (value: string) => void;
}

function Part({ field, value, quality, onChange }: PartProps) {
  const say = useTexts(qualityTexts);
  const columns = quality.columns.map(({ column, name }) => ({ value: column, label: `${name}（${column}）` }));
  if (field === 'column') {
    const options = [{ value: '', label: '' }, ...columns];
    return (
      <SelectField
        label={say('add.column')}
        value={value}
        options={options}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  if (field === 'columns') return <Several value={value} options={columns} onChange={onChange} />;
  if (field === 'by') {
    const options = (['period', 'commit'] as const).map((one) => ({ value: one, label: say(`add.by.${one}`) }));
    return (
      <SelectField
        label={say('add.by')}
        value={value}
        options={options}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  if (field === 'of') {
    const options = (['sum', 'mean', 'min', 'max'] as const).map((one) => ({
      value: one,
      label: say(`add.of.${one}`),
    }));
    return (
      <SelectField
        label={say('add.of')}
        value={value}
        options={options}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  const label = labelOf(say, field);
  if (field === 'values' || field === 'query')
    return <AreaField label={label} value={value} onChange={({ target }) => onChange(target.value)} />;
  return <TextField label={label} value={value} onChange={({ target }) => onChange(target.value)} />;
}

function labelOf(say: ReturnType<typeof useTexts<keyof typeof qualityTexts.zh>>, field: string): string {
  if (field === 'resourceId') return say('add.other');
  if (field === 'otherColumn') return say('add.other-column');
  const known = (['values', 'pattern', 'min', 'max', 'days', 'whole', 'tolerance', 'query'] as const).find(
    (one) => one === field,
  );
  return known ? say(`add.${known}`) : field;
}

interface SeveralProps {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Several({ value, options, onChange }: SeveralProps) {
  const say = useTexts(qualityTexts);
  return (
    <Field label={say('add.columns')}>
      {(ties) => (
        <select
          {...ties}
          className="input"
          multiple
          value={value.split(' ')}
          onChange={({ target }) => onChange([...target.selectedOptions].map((option) => option.value).join(' '))}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
