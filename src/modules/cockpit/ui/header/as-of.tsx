import type { FormEvent } from 'react';
import type { Screen } from '#contract/cockpit';
import { Button } from '#web/kit/button.tsx';
import { TextField } from '#web/kit/field.tsx';
import { useWhere } from '../use-where.ts';
import { dateText, dayOf, useSpeech } from '../words.ts';

interface AsOfProps {
  readonly screen: Screen;
  readonly onChosen: () => void;
}

/** 当时看到的数: figures as they were known at the end of a day, before later corrections. */
export function AsOfForm({ screen, onChosen }: AsOfProps) {
  const { say } = useSpeech();
  const { go } = useWhere();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const day = String(new FormData(event.currentTarget).get('day') ?? '');
    if (day === '') return;
    onChosen();
    go({ asOf: `${day}T23:59:59+08:00` });
  };
  return (
    <form className="as-of" onSubmit={submit}>
      <TextField
        label={say('as-of.label')}
        hint={say('as-of.help')}
        type="date"
        name="day"
        max={dayOf(screen.at)}
        defaultValue={screen.asOf ? dayOf(screen.asOf) : ''}
        required
      />
      <Button type="submit">{say('as-of.apply')}</Button>
    </form>
  );
}

/** A line over everything while the figures are those of an earlier day. */
export function AsOfBanner({ asOf }: { readonly asOf: string }) {
  const { say, language } = useSpeech();
  const { go } = useWhere();
  return (
    <div className="as-of-banner" role="status">
      <span>{say('as-of.banner', { date: dateText(asOf, language, true) })}</span>
      <Button look="link" onClick={() => go({ asOf: null })}>
        {say('as-of.back')}
      </Button>
    </div>
  );
}
