import { useState } from 'react';
import { DefinitionList, type MatchList } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { Bound, Outcome, Refused } from './binding-outcome.tsx';
import { DefinitionFields } from './definition-fields.tsx';
import { draftOfMeasure, newIndicatorOf } from './draft.ts';
import { indicatorTexts } from './i18n/texts.ts';
import { ProposalGrounds } from './proposal-grounds.tsx';
import { type BindingAct, useBinding, type Wish } from './use-binding.ts';
import { useOwners } from './use-owners.ts';

type Measure = MatchList['measures'][number];

/** Stands in the list of indicators for one that would be made from the measure. */
const NEW = 'new';

interface MeasureBindingProps {
  readonly resourceId: string;
  readonly measure: Measure;
  readonly matches: Pick<MatchList, 'dimensions' | 'frequency'>;
  /** Codes of the regions of the table, as far as the page knows them. */
  readonly regions: readonly string[];
  readonly onChanged: () => void;
}

/** One measure: where it goes already, and where it could go. Nothing is stored before it has been previewed. */
export function MeasureBinding({ resourceId, measure, matches, regions, onChanged }: MeasureBindingProps) {
  const say = useTexts(indicatorTexts);
  const binding = useBinding(resourceId, measure.measure, onChanged);
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
      <Choosing measure={measure} matches={matches} regions={regions} binding={binding} />
    </section>
  );
}

interface ChoosingProps extends Pick<MeasureBindingProps, 'measure' | 'matches' | 'regions'> {
  readonly binding: BindingAct;
}

/** The indicator and how the measure is to be read for it; then what would come of it. */
function Choosing({ measure, matches, regions, binding }: ChoosingProps) {
  const say = useTexts(indicatorTexts);
  const first = measure.proposals[0];
  const [code, setCode] = useState(first?.indicator ?? '');
  const [wish, setWish] = useState<Omit<Wish, 'indicator'>>({
    role: first?.role === 'yoy' ? 'yoy' : 'value',
    unit: '',
    filter: {},
  });
  const { usual } = useOwners();
  const [said, setSaid] = useState<Partial<ReturnType<typeof draftOfMeasure>>>({});
  const draft = { ...draftOfMeasure(measure, matches.frequency, usual), ...said };
  const indicator = code === NEW ? newIndicatorOf(draft) : code || null;
  const change = (part: Partial<typeof wish>) => {
    binding.forget();
    setWish({ ...wish, ...part });
  };
  const choose = (next: string) => {
    setCode(next);
    change(next === NEW ? { role: 'value' } : {});
  };
  const proposal = measure.proposals.find((one) => one.indicator === code);
  return (
    <>
      <div className="indicators-bind">
        <IndicatorField measure={measure} value={code} onChange={choose} />
        {code !== NEW && <RoleField role={wish.role} onChange={(role) => change({ role })} />}
        {measure.unit === null && (
          <TextField
            label={say('bind.unit')}
            value={wish.unit}
            onChange={(event) => change({ unit: event.target.value })}
          />
        )}
        {matches.dimensions.map(({ column, name, values }) => (
          <SelectField
            key={column}
            label={say('bind.dimension', { name })}
            options={['', ...values].map((value) => ({ value, label: value === '' ? '—' : value }))}
            value={wish.filter[column] ?? ''}
            onChange={(event) => change({ filter: withValue(wish.filter, column, event.target.value) })}
          />
        ))}
        {code !== NEW && <PreviewButton indicator={indicator} wish={wish} binding={binding} />}
      </div>
      {code === NEW && (
        <div className="indicators-new">
          <p className="note">{say('bind.new.help')}</p>
          <DefinitionFields
            draft={draft}
            onChange={(part) => {
              binding.forget();
              setSaid({ ...said, ...part });
            }}
          />
          <PreviewButton indicator={indicator} wish={wish} binding={binding} />
        </div>
      )}
      {proposal && <ProposalGrounds proposal={proposal} />}
      <Refused problem={binding.problem} />
      <Outcome
        shown={binding.shown}
        regions={regions}
        busy={binding.busy}
        onDo={() => indicator && void binding.bind({ ...wish, indicator })}
      />
    </>
  );
}

interface PreviewButtonProps {
  /** Null while something is missing. */
  readonly indicator: Wish['indicator'] | null;
  readonly wish: Omit<Wish, 'indicator'>;
  readonly binding: BindingAct;
}

function PreviewButton({ indicator, wish, binding }: PreviewButtonProps) {
  const say = useTexts(indicatorTexts);
  return (
    <Button
      disabled={indicator === null}
      busy={binding.busy}
      onClick={() => indicator && void binding.preview({ ...wish, indicator })}
    >
      {say('bind.preview')}
    </Button>
  );
}

function RoleField({
  role,
  onChange,
}: {
  readonly role: Wish['role'];
  readonly onChange: (role: Wish['role']) => void;
}) {
  const say = useTexts(indicatorTexts);
  return (
    <SelectField
      label={say('bind.role')}
      options={(['value', 'yoy'] as const).map((value) => ({ value, label: say(`bind.role.${value}`) }))}
      value={role}
      onChange={(event) => onChange(event.target.value === 'yoy' ? 'yoy' : 'value')}
    />
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

/** The nearest indicators first, then a new one for those who may define, then all others by name. */
function IndicatorField({ measure, value, onChange }: IndicatorFieldProps) {
  const say = useTexts(indicatorTexts);
  const mayDefine = useMay('definition:write');
  const { data } = useGet('/api/indicators/definitions?search=', DefinitionList);
  const near = measure.proposals.map(({ indicator, name, score }) => ({
    value: indicator,
    label: say('bind.by-score', { name, score: Math.round(score * 100) }),
  }));
  const fresh = mayDefine ? [{ value: NEW, label: say('bind.new') }] : [];
  const others = (data?.definitions ?? [])
    .filter(({ code }) => !near.some((one) => one.value === code))
    .map(({ code, name, unit }) => ({ value: code, label: say('bind.by-unit', { name, unit }) }));
  const options = [{ value: '', label: say('bind.choose.none') }, ...near, ...fresh, ...others];
  return (
    <SelectField
      label={say('bind.choose')}
      options={options}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
