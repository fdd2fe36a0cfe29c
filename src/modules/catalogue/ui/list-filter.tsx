import { Type } from 'typebox';
import { DepartmentInfo } from '#contract/identity';
import { useDevice } from '#web/device.tsx';
import { useTexts } from '#web/i18n/use-texts.ts';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { useGet } from '#web/query.ts';
import { ClassList, type Facets } from '../contract.ts';
import { catalogueTexts } from './i18n/texts.ts';
import type { Choice, ListQuery } from './list-query.ts';
import { valueWords } from './words.ts';

const Departments = Type.Object({ departments: Type.Array(DepartmentInfo) });

interface ListFilterProps {
  readonly query: ListQuery;
  readonly facets: Facets | null;
  readonly onChange: (part: Partial<ListQuery>) => void;
}

/** The search and its choices; behind each value stands how many it would leave. */
export function ListFilter({ query, facets, onChange }: ListFilterProps) {
  const say = useTexts(catalogueTexts);
  const nameOf = useNames();
  const phone = useDevice().layout === 'phone';
  const choices: readonly { name: Choice; label: string }[] = [
    { name: 'provider', label: say('list.provider') },
    { name: 'classCode', label: say('list.class') },
    { name: 'stage', label: say('list.stage') },
    { name: 'sharing', label: say('list.sharing') },
    { name: 'opening', label: say('list.opening') },
    { name: 'mounted', label: say('list.mounted') },
  ];
  const fields = (
    <div className="catalogue-choices">
      {choices.map(({ name, label }) => (
        <SelectField
          key={name}
          label={label}
          options={[{ value: '', label: say('list.any') }, ...optionsOf(facets, name, query[name], nameOf)]}
          value={query[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      ))}
    </div>
  );
  return (
    <search className="catalogue-filter">
      <TextField
        label={say('list.search')}
        type="search"
        placeholder={say('list.search.help')}
        value={query.search}
        maxLength={100}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      {phone ? (
        <details className="catalogue-more">
          <summary>{say('list.more')}</summary>
          {fields}
        </details>
      ) : (
        fields
      )}
    </search>
  );
}

function optionsOf(
  facets: Facets | null,
  name: Choice,
  chosen: string,
  nameOf: (name: Choice, value: string) => string,
) {
  const found = facets?.[name] ?? [];
  const all =
    chosen === '' || found.some(({ value }) => value === chosen) ? found : [...found, { value: chosen, count: 0 }];
  return all.map(({ value, count }) => ({ value, label: `${nameOf(name, value)}（${count}）` }));
}

/** What the values of each choice are called. */
function useNames(): (name: Choice, value: string) => string {
  const say = useTexts(catalogueTexts);
  const { data } = useGet('/api/departments', Departments, { fixed: true });
  const { data: scheme } = useGet('/api/catalogue/classes', ClassList, { fixed: true });
  return (name, value) => {
    if (name === 'provider') return data?.departments.find(({ code }) => code === value)?.name ?? value;
    if (name === 'classCode') {
      const found = scheme?.classes.find(({ code }) => code === value)?.name ?? value;
      return value.length > 1 ? `　${found}` : found;
    }
    if (name === 'mounted') return say(value === 'true' ? 'mounted.true' : 'mounted.false');
    if (name === 'sharing') return valueWords(say, 'sharingType', value);
    if (name === 'opening') return valueWords(say, 'openingType', value);
    return valueWords(say, name, value);
  };
}
