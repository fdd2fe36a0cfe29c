import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { kitTexts } from '../i18n/kit.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { classes } from './classes.ts';
import './field.css';

interface FieldFacts {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with the value; shown and read out. */
  readonly error?: string;
}

/** Attributes that tie a control to its label, hint and error. */
interface Ties {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldProps extends FieldFacts {
  readonly required?: boolean;
  readonly children: (ties: Ties) => ReactNode;
}

/** A label, its control, and what is to be said about it. Any control can stand in it. */
export function Field({ label, hint, error, required = false, children }: FieldProps) {
  const say = useTexts(kitTexts);
  const id = useId();
  const about = error || hint ? `${id}-about` : undefined;
  return (
    <div className={classes('field', error && 'field-wrong')}>
      <label htmlFor={id}>
        {label}
        {required && <span className="field-required">{say('field.required')}</span>}
      </label>
      {children({ id, 'aria-describedby': about, 'aria-invalid': error ? true : undefined })}
      {about && (
        <p id={about} className="field-about" role={error ? 'alert' : undefined}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = FieldFacts & InputHTMLAttributes<HTMLInputElement>;

export function TextField({ label, hint, error, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} required={input.required}>
      {(ties) => <input className="input" {...input} {...ties} />}
    </Field>
  );
}

type AreaFieldProps = FieldFacts & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function AreaField({ label, hint, error, ...area }: AreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} required={area.required}>
      {(ties) => <textarea className="input" rows={4} {...area} {...ties} />}
    </Field>
  );
}

interface SelectFieldProps extends FieldFacts, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children'> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function SelectField({ label, hint, error, options, ...select }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} required={select.required}>
      {(ties) => (
        <select className="input" {...select} {...ties}>
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

interface CheckFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
}

export function CheckField({ label, ...input }: CheckFieldProps) {
  return (
    <label className="check">
      <input type="checkbox" {...input} />
      {label}
    </label>
  );
}
