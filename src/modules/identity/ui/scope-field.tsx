import { useTexts } from '#web/i18n/use-texts.ts';
import { CheckField, SelectField } from '#web/kit/field.tsx';
import type { Choice } from './directory.ts';
import { identityTexts } from './i18n/texts.ts';

/** Part of a scope: everything, or these codes. */
export type Reach = 'all' | readonly string[];

interface ScopeFieldProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: Reach;
  readonly onChange: (value: Reach) => void;
}

/** Choose regions or departments: everything, or one after another. */
export function ScopeField({ label, choices, value, onChange }: ScopeFieldProps) {
  const say = useTexts(identityTexts);
  const codes = value === 'all' ? [] : value;
  const open = choices.filter((choice) => !codes.includes(choice.value));
  return (
    <fieldset className="identity-scope">
      <legend>{label}</legend>
      <CheckField
        label={say('scope.every')}
        checked={value === 'all'}
        onChange={(event) => onChange(event.target.checked ? 'all' : [])}
      />
      {value !== 'all' && (
        <>
          <p className="identity-row">
            {codes.map((code) => (
              <Chip
                key={code}
                name={nameOf(choices, code)}
                onRemove={() => onChange(codes.filter((other) => other !== code))}
              />
            ))}
          </p>
          <SelectField
            label={say('scope.add')}
            options={[{ value: '', label: say('grant.choose') }, ...open]}
            value=""
            onChange={(event) => event.target.value && onChange([...codes, event.target.value])}
          />
        </>
      )}
    </fieldset>
  );
}

/** The name of a code in a list of choices; the code itself while the list is on its way. */
export function nameOf(choices: readonly Choice[], code: string): string {
  return choices.find((choice) => choice.value === code)?.label ?? code;
}

function Chip({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  const say = useTexts(identityTexts);
  return (
    <span className="identity-chip">
      {name}
      <button type="button" aria-label={say('scope.remove', { name })} onClick={onRemove}>
        ×
      </button>
    </span>
  );
}
