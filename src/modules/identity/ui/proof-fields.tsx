import { TextField } from '#web/kit/field.tsx';

/** The field for the six digits of an authenticator. */
export function CodeField({ label }: { readonly label: string }) {
  return (
    <TextField
      label={label}
      name="totp"
      autoComplete="one-time-code"
      inputMode="numeric"
      pattern="[0-9 ]{6,7}"
      required
    />
  );
}

/** Reads a form's fields by name as text; codes without the spaces between their digits. */
export function fieldText(form: HTMLFormElement): (name: string) => string {
  const data = new FormData(form);
  return (name) => {
    const text = String(data.get(name) ?? '');
    return name === 'totp' ? text.replaceAll(/\s/g, '') : text;
  };
}
