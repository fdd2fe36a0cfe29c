import { useState } from 'react';
import { DefinitionList, type MatchList } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { useGet } from '#web/query.ts';
import { Bound, Outcome, Refused } from './binding-outcome.tsx';
import { indicatorTexts } from './i18n/texts.ts';
import { ProposalGrounds } from './proposal-grounds.tsx';
import { useBinding, type Wish } from './use-binding.ts';

type Measure = MatchList['measures'][number];

interface MeasureBindingProps {
  readonly resourceId: string;
  readonly measure: Measure;
  readonly dimensions: MatchList['dimensions'];
  /** Codes of the regions of the table, as far as the page knows them. */
  readonly regions: readonly string[];
  readonly onChanged: () => void;
}

/** One measure: where it goes already, and where it could go. Nothing is stored before it has been previewed. */
export function MeasureBinding({ resourceId, measure, dimensions, regions, onChanged }: MeasureBindingProps) {
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
  const proposal = measure.proposals.find(({ indicator }) => indicator === wish.indicator);
  return (
    <section className="indicators-pad" aria-label={measure.name}>
      <h3>{say('bind.measure', { name: measure.name, unit: measure.unit ?? say('bind.no-unit') })}</h3>
      {measure.bound.map((bound) => (
        <Bound
          key={bound.id}
          bound={bound}
          regions={regions}
          onUnbind={() => bound.id && void binding.unbind(bound.id)}
        />
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
      {proposal && <ProposalGrounds proposal={proposal} />}
      <Refused problem={binding.problem} />
      <Outcome shown={binding.shown} regions={regions} busy={binding.busy} onDo={() => void binding.bind(wish)} />
    </section>
  );
}

function withValue(filter: Wish['filter'], column: string, value: string): Wish['filter'] {
  const { [column]: _, ...rest } = filter;
  return value === '' ? rest : { ...rest, [column]: value };
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
