import { type FormEvent, useId } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Field } from '#web/kit/field.tsx';
import { ingestTexts } from '../../i18n/texts.ts';
import { COMMON_UNITS } from './common-units.ts';

interface NameFormProps {
  /** With `name`, both are asked for; without it only the unit. */
  readonly name?: string;
  readonly unit: string | null;
  readonly onSay: (words: { readonly name: string; readonly unit: string }) => void;
}

/** Say a measure's name and unit, or only a unit. */
export function NameForm({ name, unit, onSay }: NameFormProps) {
  const say = useTexts(ingestTexts);
  const units = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => String(form.get(field) ?? '').trim();
    onSay({ name: text('name'), unit: text('unit') });
  };
  return (
    <form className="popup-form" onSubmit={submit}>
      <div className="popup-row">
        {name !== undefined && (
          <Field label={say('editor.name')}>
            {(ties) => (
              <input {...ties} className="input" name="name" defaultValue={name} autoComplete="off" required />
            )}
          </Field>
        )}
        <Field label={say('editor.unit')}>
          {(ties) => (
            <input
              {...ties}
              className="input"
              name="unit"
              list={units}
              defaultValue={unit ?? ''}
              autoComplete="off"
              required={name === undefined}
            />
          )}
        </Field>
      </div>
      <datalist id={units}>
        {COMMON_UNITS.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Button type="submit">{say('editor.apply')}</Button>
    </form>
  );
}
