import { useState } from 'react';
import { type BindingReply, type BindingView, DefinitionList, type MatchList } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import type { ApiProblem } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { useGet } from '#web/query.ts';
import { BindingPreview } from './binding-preview.tsx';
import { indicatorTexts } from './i18n/texts.ts';
import { useBinding, type Wish } from './use-binding.ts';

type Measure = MatchList['measures'][number];

interface MeasureBindingProps {
  readonly resourceId: string;
  readonly measure: Measure;
  readonly dimensions: MatchList['dimensions'];
  readonly onChanged: () => void;
}

/** One measure: where it goes already, and where it could go. Nothing is stored before it has been previewed. */
export function MeasureBinding({ resourceId, measure, dimensions, onChanged }: MeasureBindingProps) {
  const say = useTexts(indicatorTexts);
  const first = measure.proposals[0];
  const [wish, setWish] = useState<Wish>({
    indicator: first?.indicator ?? '',
    role: first?.role === 'yoy' ? 'yoy' : 'value',
    unit: '',
    filter: {},
  });
  const binding = useBinding(resourceId, measure.measure, onChanged);
  const change = (part: Partial<Wish>) => {
    binding.forget();
    setWish({ ...wish, ...part });
  };
  const ready = wish.indicator !== '';
  return (
    <section className="indicators-pad" aria-label={measure.name}>
      <h3>{say('bind.measure', { name: measure.name, unit: measure.unit ?? say('bind.no-unit') })}</h3>
      {measure.bound.map((bound) => (
        <Bound key={bound.id} bound={bound} onUnbind={() => bound.id && void binding.unbind(bound.id)} />
      ))}
      <div className="indicators-bind">
        <IndicatorField measure={measure} value={wish.indicator} onChange={(indicator) => change({ indicator })} />
        <SelectField
          label={say('bind.role')}
          options={(['value', 'yoy'] as const).map((value) => ({ value, label: say(`bind.role.${value}`) }))}
          value={wish.role}
          onChange={(event) => change({ role: event.target.value === 'yoy' ? 'yoy' : 'value' })}
        />
        {measure.unit === null && (
          <TextField
            label={say('bind.unit')}
            value={wish.unit}
            onChange={(event) => change({ unit: event.target.value })}
          />
        )}
        {dimensions.map(({ column, name, values }) => (
          <SelectField
            key={column}
            label={say('bind.dimension', { name })}
            options={['', ...values].map((value) => ({ value, label: value === '' ? '—' : value }))}
            value={wish.filter[column] ?? ''}
            onChange={(event) => change({ filter: withValue(wish.filter, column, event.target.value) })}
          />
        ))}
        <Button disabled={!ready} busy={binding.busy} onClick={() => void binding.preview(wish)}>
          {say('bind.preview')}
        </Button>
      </div>
      <Refused problem={binding.problem} />
      <Outcome shown={binding.shown} busy={binding.busy} onDo={() => void binding.bind(wish)} />
    </section>
  );
}

function withValue(filter: Wish['filter'], column: string, value: string): Wish['filter'] {
  const { [column]: _, ...rest } = filter;
  return value === '' ? rest : { ...rest, [column]: value };
}

function Bound({ bound, onUnbind }: { readonly bound: BindingView; readonly onUnbind: () => void }) {
  const say = useTexts(indicatorTexts);
  return (
    <p>
      {say('bind.bound', { name: bound.indicatorName })} <span className="note">{bound.conversion.words}</span>{' '}
      <Button look="link" onClick={onUnbind}>
        {say('bind.unbind')}
      </Button>
    </p>
  );
}

interface IndicatorFieldProps {
  readonly measure: Measure;
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** The nearest indicators first, then all others by name. */
function IndicatorField({ measure, value, onChange }: IndicatorFieldProps) {
  const say = useTexts(indicatorTexts);
  const { data } = useGet('/api/indicators/definitions?search=', DefinitionList);
  const near = measure.proposals.map(({ indicator, name, score }) => ({
    value: indicator,
    label: say('bind.by-score', { name, score: Math.round(score * 100) }),
  }));
  const others = (data?.definitions ?? [])
    .filter(({ code }) => !near.some((one) => one.value === code))
    .map(({ code, name, unit }) => ({ value: code, label: say('bind.by-unit', { name, unit }) }));
  const options = [{ value: '', label: say('bind.choose.none') }, ...near, ...others];
  return (
    <SelectField
      label={say('bind.choose')}
      options={options}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface OutcomeProps {
  readonly shown: BindingReply | null;
  readonly busy: boolean;
  readonly onDo: () => void;
}

function Outcome({ shown, busy, onDo }: OutcomeProps) {
  const say = useTexts(indicatorTexts);
  if (!shown) return null;
  const rows = shown.batches.reduce((sum, batch) => sum + batch.rows, 0);
  if (shown.binding.id !== null) return <p role="status">{say('bind.done', { rows })}</p>;
  return (
    <>
      <BindingPreview reply={shown} />
      <p>
        <Button look="main" busy={busy} onClick={onDo}>
          {say('bind.do')}
        </Button>
      </p>
    </>
  );
}

function Refused({ problem }: { readonly problem: ApiProblem | null }) {
  return <div role="alert">{problem && <Words problem={problem} />}</div>;
}

function Words({ problem }: { readonly problem: ApiProblem }) {
  const { title, detail } = useProblemText(problem);
  return <p>{detail ?? title}</p>;
}
