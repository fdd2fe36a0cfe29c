import { type FormEvent, useState } from 'react';
import { isPeriodKey } from '#platform/period/key.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { ingestTexts } from '../../i18n/texts.ts';
import { keyFrom, PERIOD_KINDS, type PeriodKind, partsOf } from './period-parts.ts';

interface PeriodFormProps {
  readonly onPick: (period: { readonly key: string; readonly basis: null }) => void;
}

/** Say a period: kind, year and part. */
export function PeriodForm({ onPick }: PeriodFormProps) {
  const say = useTexts(ingestTexts);
  const [kind, setKind] = useState<PeriodKind>('year');
  const [year, setYear] = useState('');
  const [part, setPart] = useState(1);
  const key = keyFrom(kind, year, part);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPeriodKey(key)) onPick({ key, basis: null });
  };
  const parts = partsOf(kind).map((value) => ({ value: String(value), label: say('period.part', { part: value }) }));
  return (
    <form className="popup-form" onSubmit={submit}>
      <div className="popup-row">
        <TextField
          label={say('period.which-year')}
          inputMode="numeric"
          value={year}
          onChange={(event) => setYear(event.target.value)}
        />
        <SelectField
          label={say('period.kind')}
          value={kind}
          options={PERIOD_KINDS.map((value) => ({ value, label: say(`period.${value}`) }))}
          onChange={(event) => setKind(PERIOD_KINDS.find((one) => one === event.target.value) ?? 'year')}
        />
        {parts.length > 0 && (
          <SelectField
            label={say('period.which')}
            value={String(part)}
            options={parts}
            onChange={(event) => setPart(Number(event.target.value))}
          />
        )}
      </div>
      <Button type="submit" look="main" disabled={!isPeriodKey(key)}>
        {say('editor.apply')}
      </Button>
    </form>
  );
}
