import { useState } from 'react';
import type { Unit, User } from '#contract/identity';
import { useTexts } from '#web/i18n/use-texts.ts';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { useDepartmentChoices, useRegionChoices } from './directory.ts';
import { identityTexts } from './i18n/texts.ts';

/** Name, post and unit of a person; their values are read from the form. */
export function UserFields({ user }: { readonly user?: User }) {
  const say = useTexts(identityTexts);
  const [kind, setKind] = useState<Unit['kind']>(user?.unit.kind ?? 'body');
  const regions = useRegionChoices();
  const departments = useDepartmentChoices();
  const units = kind === 'body' ? departments : regions;
  return (
    <>
      <TextField label={say('user.name')} name="name" defaultValue={user?.name} maxLength={40} required />
      <TextField label={say('user.post')} name="post" defaultValue={user?.post} maxLength={40} required />
      <SelectField
        label={say('user.unit.kind')}
        name="kind"
        options={[
          { value: 'body', label: say('user.unit.body') },
          { value: 'government', label: say('user.unit.government') },
        ]}
        value={kind}
        onChange={(event) => setKind(event.target.value === 'government' ? 'government' : 'body')}
      />
      <SelectField
        // A list that arrives later, or another list, starts from the person's unit again.
        key={`${kind}-${units.length}`}
        label={say('user.unit')}
        name="code"
        options={[{ value: '', label: say('grant.choose') }, ...units]}
        defaultValue={user?.unit.kind === kind ? user.unit.code : ''}
        required
      />
    </>
  );
}

/** What the form of `UserFields` says. */
export function userOf(text: (name: string) => string) {
  const kind = text('kind') === 'government' ? 'government' : 'body';
  return { name: text('name').trim(), post: text('post').trim(), unit: { kind, code: text('code') } };
}
