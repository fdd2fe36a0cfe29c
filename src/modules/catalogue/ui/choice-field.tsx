import { useTexts } from '#web/i18n/use-texts.ts';
import { SelectField } from '#web/kit/field.tsx';
import { catalogueTexts } from './i18n/texts.ts';
import { valueWords } from './words.ts';

interface ChoiceProps<V extends string> {
  readonly field: string;
  readonly label: string;
  readonly values: readonly V[];
  readonly value: V;
  readonly disabled?: boolean;
  readonly onChange: (value: V) => void;
}

/** One of a field's values, by their words. */
export function ChoiceField<V extends string>({ field, label, values, value, disabled, onChange }: ChoiceProps<V>) {
  const say = useTexts(catalogueTexts);
  return (
    <SelectField
      label={label}
      options={values.map((one) => ({ value: one, label: valueWords(say, field, one) }))}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(values.find((one) => one === event.target.value) ?? value)}
    />
  );
}

/** The same in a cell of a table, where the heading says what it is. */
export function ChoiceCell<V extends string>({ field, label, values, value, disabled, onChange }: ChoiceProps<V>) {
  const say = useTexts(catalogueTexts);
  return (
    <select
      className="input"
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(values.find((one) => one === event.target.value) ?? value)}
    >
      {values.map((one) => (
        <option key={one} value={one}>
          {valueWords(say, field, one)}
        </option>
      ))}
    </select>
  );
}
