import { useTexts } from '#web/i18n/use-texts.ts';
import { identityTexts } from './i18n/texts.ts';
import { SecretText } from './secret-text.tsx';

/** A one-time password, shown once. */
export function OneTimePassword({ password }: { readonly password: string }) {
  const say = useTexts(identityTexts);
  return (
    <section className="identity-part" aria-live="polite">
      <h3>{say('one-time.title')}</h3>
      <SecretText text={password} />
      <p className="note">{say('one-time.once')}</p>
    </section>
  );
}
