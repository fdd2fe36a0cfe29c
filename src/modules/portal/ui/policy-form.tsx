import { type FormEvent, useState } from 'react';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import type { Mask } from '../contract.ts';
import { type Policy, PolicyDetail } from '../contract-manage.ts';
import { isTheme, THEME_CODES, THEMES } from '../rules/theme.ts';
import { Refused, useAct } from './act.tsx';
import { portalTexts } from './i18n/texts.ts';

const MASKS: Readonly<Record<string, Mask>> = {
  suppress: { method: 'suppress' },
  prefix: { method: 'prefix', keep: 1 },
  round: { method: 'round', step: 10 },
  year: { method: 'year' },
  month: { method: 'month' },
  city: { method: 'city' },
};
const METHODS = ['none', 'suppress', 'prefix', 'round', 'year', 'month', 'city'] as const;

/** How a resource opens: k, theme, licence, and the treatment of each open item. */
export function PolicyForm({ resourceId }: { readonly resourceId: string }) {
  const { data } = useGet(`/api/portal/policies/${resourceId}`, PolicyDetail);
  return data ? <Editor resourceId={resourceId} detail={data} /> : <Skeleton lines={4} />;
}

function Editor({ resourceId, detail }: { readonly resourceId: string; readonly detail: PolicyDetail }) {
  const say = useTexts(portalTexts);
  const language = useLanguage();
  const [policy, setPolicy] = useState<Policy>(detail.policy);
  const [saved, setSaved] = useState(false);
  const { error, act } = useAct();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaved((await act('PUT', `/api/portal/policies/${resourceId}`, policy, PolicyDetail)) !== null);
  };
  const treat = (column: string, method: string) => {
    const { [column]: _, ...others } = policy.masks;
    const mask = MASKS[method];
    setPolicy({ ...policy, masks: mask ? { ...others, [column]: mask } : others });
  };
  return (
    <form className="open-form" onSubmit={(event) => void submit(event)}>
      <TextField
        label={say('m.policy.k')}
        type="number"
        min={2}
        max={1000}
        value={policy.k}
        onChange={(event) => setPolicy({ ...policy, k: Number(event.target.value) })}
      />
      <SelectField
        label={say('data.theme')}
        options={THEME_CODES.map((value) => ({ value, label: THEMES[value][language === 'en' ? 1 : 0] }))}
        value={policy.theme}
        onChange={({ target: { value } }) => isTheme(value) && setPolicy({ ...policy, theme: value })}
      />
      {detail.items
        .filter(({ open }) => open)
        .map(({ column, name }) => (
          <SelectField
            key={column}
            label={`${name} · ${say('m.policy.mask')}`}
            options={METHODS.map((value) => ({ value, label: say(`mask.${value}`) }))}
            value={policy.masks[column]?.method ?? 'none'}
            onChange={(event) => treat(column, event.target.value)}
          />
        ))}
      <Button type="submit" look="main">
        {say('m.policy.save')}
      </Button>
      {saved && <p role="status">{say('m.policy.saved')}</p>}
      <Refused error={error} />
    </form>
  );
}
