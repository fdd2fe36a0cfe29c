import { BASES } from '#platform/period/basis.ts';
import { FREQUENCIES } from '#platform/period/key.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { AreaField, SelectField, TextField } from '#web/kit/field.tsx';
import { DOMAINS, type Draft, GROWTHS, RULES } from './draft.ts';
import { type IndicatorText, indicatorTexts } from './i18n/texts.ts';
import { useOwners } from './use-owners.ts';

interface DefinitionFieldsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

const MEASURES = ['amount', 'rate', 'growth', 'index'] as const;
const DIRECTIONS = ['higher', 'lower', 'neutral'] as const;
const SECRECIES = ['public', 'internal', 'restricted'] as const;

/** What a person says of an indicator: its name and owner, how it is counted, and who may see it. */
export function DefinitionFields(props: DefinitionFieldsProps) {
  const say = useTexts(indicatorTexts);
  const { draft, onChange } = props;
  return (
    <div className="indicators-fields">
      <TextField
        label={say('fact.name')}
        required
        maxLength={80}
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextField
        label={say('column.unit')}
        required
        maxLength={20}
        value={draft.unit}
        onChange={(event) => onChange({ unit: event.target.value })}
      />
      <Belonging {...props} />
      <Counting {...props} />
      <div className="indicators-whole">
        <AreaField
          label={say('fact.caliber')}
          hint={say('fact.caliber.hint')}
          required
          rows={3}
          maxLength={2000}
          value={draft.caliber}
          onChange={(event) => onChange({ caliber: event.target.value })}
        />
      </div>
    </div>
  );
}

/** Domain, owner and who may see it. */
function Belonging({ draft, onChange }: DefinitionFieldsProps) {
  const say = useTexts(indicatorTexts);
  const owners = useOwners().choices;
  const others = owners.some(({ value }) => value === draft.ownerDept) ? [] : [draft.ownerDept];
  const nameOf = (code: string) =>
    owners.find(({ value }) => value === code)?.label ?? (code || say('bind.choose.none'));
  return (
    <>
      <Pick
        label="centre.domains"
        values={draft.domain === '' ? ['', ...DOMAINS] : DOMAINS}
        value={draft.domain}
        words={(one) => (one === '' ? say('bind.choose.none') : say(`domain.${one}`))}
        onChoose={(domain) => onChange({ domain })}
      />
      <Pick
        label="column.owner"
        values={[...others, ...owners.map(({ value }) => value)]}
        value={draft.ownerDept}
        words={nameOf}
        onChoose={(ownerDept) => onChange({ ownerDept })}
      />
      <Pick
        label="fact.secrecy"
        values={SECRECIES}
        value={draft.secrecy}
        words={(one) => say(`secrecy.${one}`)}
        onChoose={(secrecy) => onChange({ secrecy })}
      />
    </>
  );
}

/** What kind of figure it is, of which span, and how it is added up and compared. */
function Counting({ draft, onChange }: DefinitionFieldsProps) {
  const say = useTexts(indicatorTexts);
  return (
    <>
      <Pick
        label="fact.measure"
        values={MEASURES}
        value={draft.measure}
        words={(one) => say(`measure.${one}`)}
        onChoose={(measure) => onChange({ measure })}
      />
      <Pick
        label="column.frequency"
        values={FREQUENCIES}
        value={draft.frequency}
        words={(one) => say(`frequency.${one}`)}
        onChoose={(frequency) => onChange({ frequency })}
      />
      <Pick
        label="fact.basis"
        values={BASES}
        value={draft.basis}
        words={(one) => say(`basis.${one}`)}
        onChoose={(basis) => onChange({ basis })}
      />
      <Pick
        label="fact.direction"
        values={DIRECTIONS}
        value={draft.direction}
        words={(one) => say(`direction.${one}`)}
        onChoose={(direction) => onChange({ direction })}
      />
      <Pick
        label="fact.aggregation"
        values={[...new Set([draft.rule, ...RULES])]}
        value={draft.rule}
        words={(one) => say(`rule.${one}`)}
        onChoose={(rule) => onChange({ rule })}
      />
      <Pick
        label="fact.growth-method"
        values={GROWTHS}
        value={draft.growthMethod}
        words={(one) => say(`growth.${one}`)}
        onChoose={(growthMethod) => onChange({ growthMethod })}
      />
    </>
  );
}

interface PickProps<V extends string> {
  readonly label: IndicatorText;
  readonly values: readonly V[];
  readonly value: V;
  readonly words: (value: V) => string;
  readonly onChoose: (value: V) => void;
}

function Pick<V extends string>({ label, values, value, words, onChoose }: PickProps<V>) {
  const say = useTexts(indicatorTexts);
  return (
    <SelectField
      label={say(label)}
      options={values.map((one) => ({ value: one, label: words(one) }))}
      value={value}
      onChange={(event) => {
        const chosen = values.find((one) => one === event.target.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
    />
  );
}
