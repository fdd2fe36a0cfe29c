import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { identityTexts } from './i18n/texts.ts';

interface SecretTextProps {
  readonly text: string;
  /** Characters in a group, for reading aloud and typing; all in one when absent. */
  readonly group?: number;
}

/** A secret that is shown once, to be copied or written down. */
export function SecretText({ text, group }: SecretTextProps) {
  const say = useTexts(identityTexts);
  const notify = useToast();
  const shown = group === undefined ? text : (text.match(new RegExp(`.{1,${group}}`, 'g')) ?? [text]).join(' ');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    notify({ text: say('copied') });
  };
  return (
    <p className="identity-row">
      <output className="identity-secret">{shown}</output>
      {'clipboard' in navigator && (
        <Button look="link" onClick={copy}>
          {say('copy')}
        </Button>
      )}
    </p>
  );
}
