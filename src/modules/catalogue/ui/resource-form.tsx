import { Type } from 'typebox';
import { DepartmentInfo } from '#contract/identity';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { AreaField, CheckField, SelectField, TextField } from '#web/kit/field.tsx';
import { useGet } from '#web/query.ts';
import { useSession } from '#web/session.tsx';
import { ClassList, type ResourceFields } from '../contract.ts';
import { ChoiceField } from './choice-field.tsx';
import { CYCLES, FORMATS, GRADES, OPENNESS, SOURCES, WAYS } from './choices.ts';
import { catalogueTexts } from './i18n/texts.ts';
import { ItemEditor } from './item-editor.tsx';
import { wayWords } from './words.ts';

const Departments = Type.Object({ departments: Type.Array(DepartmentInfo) });

interface FormProps {
  readonly fields: ResourceFields;
  /** Items may come, go and be retyped. */
  readonly shape: boolean;
  readonly onChange: (part: Partial<ResourceFields>) => void;
}

/** Everything of a resource that a person writes. */
export function ResourceForm({ fields, shape, onChange }: FormProps) {
  const say = useTexts(catalogueTexts);
  return (
    <>
      <Card title={say('edit.basic')}>
        <Basic fields={fields} shape={shape} onChange={onChange} />
      </Card>
      <Card title={say('edit.sharing')}>
        <Sharing fields={fields} shape={shape} onChange={onChange} />
      </Card>
      <Card title={say('edit.items')} note={shape ? undefined : say('edit.items.fixed')}>
        <ItemEditor items={fields.items} shape={shape} onChange={(items) => onChange({ items })} />
      </Card>
    </>
  );
}

function Basic({ fields, onChange }: FormProps) {
  const say = useTexts(catalogueTexts);
  return (
    <div className="catalogue-form">
      <TextField
        label={say('field.title')}
        value={fields.title}
        required
        maxLength={200}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <ProviderField value={fields.providerDept} onChange={(providerDept) => onChange({ providerDept })} />
      <ClassField
        value={fields.classCode}
        dept={fields.providerDept}
        onChange={(classCode) => onChange({ classCode })}
      />
      <ChoiceField
        field="updateCycle"
        label={say('field.updateCycle')}
        values={CYCLES}
        value={fields.updateCycle}
        onChange={(updateCycle) => onChange({ updateCycle })}
      />
      <ChoiceField
        field="format"
        label={say('field.format')}
        values={FORMATS}
        value={fields.format}
        onChange={(format) => onChange({ format })}
      />
      <ChoiceField
        field="sourceClass"
        label={say('field.sourceClass')}
        values={SOURCES}
        value={fields.sourceClass}
        onChange={(sourceClass) => onChange({ sourceClass })}
      />
      <ChoiceField
        field="grade"
        label={say('field.grade')}
        values={GRADES}
        value={fields.grade}
        onChange={(grade) => onChange({ grade })}
      />
      <TextField
        label={say('field.relatedCodes')}
        hint={say('edit.related.help')}
        value={fields.relatedCodes.join('，')}
        onChange={(event) =>
          onChange({ relatedCodes: [...new Set(event.target.value.split(/[,，、\s]+/))].slice(0, 50) })
        }
      />
      <div className="catalogue-broad">
        <AreaField
          label={say('field.summary')}
          value={fields.summary}
          maxLength={4000}
          rows={3}
          onChange={(event) => onChange({ summary: event.target.value })}
        />
      </div>
    </div>
  );
}

function Sharing({ fields, onChange }: FormProps) {
  const say = useTexts(catalogueTexts);
  const { sharingType, openingType } = fields;
  const area = (field: 'sharingCondition' | 'sharingScope' | 'noSharingBasis' | 'openingCondition') => (
    <AreaField
      label={say(`field.${field}`)}
      value={fields[field]}
      maxLength={2000}
      rows={2}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
  return (
    <div className="catalogue-form">
      <ChoiceField
        field="sharingType"
        label={say('field.sharingType')}
        values={OPENNESS}
        value={sharingType}
        onChange={(value) => onChange({ sharingType: value })}
      />
      <ChoiceField
        field="openingType"
        label={say('field.openingType')}
        values={OPENNESS}
        value={openingType}
        onChange={(value) => onChange({ openingType: value })}
      />
      <div className="catalogue-checks">
        <CheckField
          label={say('field.isSecret')}
          checked={fields.isSecret}
          onChange={(event) => onChange({ isSecret: event.target.checked })}
        />
      </div>
      {sharingType !== 'none' && (
        <fieldset className="catalogue-checks catalogue-broad">
          <legend>{say('field.sharingWays')}</legend>
          {WAYS.map((way) => (
            <CheckField
              key={way}
              label={wayWords(say, way)}
              checked={fields.sharingWays.includes(way)}
              onChange={({ target: { checked } }) =>
                onChange({
                  sharingWays: WAYS.filter((one) => (one === way ? checked : fields.sharingWays.includes(one))),
                })
              }
            />
          ))}
        </fieldset>
      )}
      {sharingType === 'conditional' && area('sharingCondition')}
      {sharingType === 'none' ? area('noSharingBasis') : area('sharingScope')}
      {openingType === 'conditional' && area('openingCondition')}
    </div>
  );
}

interface CodeFieldProps {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** The departments that the writer writes for. */
function ProviderField({ value, onChange }: CodeFieldProps) {
  const say = useTexts(catalogueTexts);
  const { departments: mine } = useSession().user.scope;
  const { data } = useGet('/api/departments', Departments, { fixed: true });
  const open = (data?.departments ?? []).filter(({ code }) => mine === 'all' || mine.includes(code) || code === value);
  return (
    <SelectField
      label={say('field.providerDept')}
      required
      options={[
        { value: '', label: say('edit.provider.choose') },
        ...open.map(({ code, name }) => ({ value: code, label: name })),
      ]}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
    />
  );
}

/** 目 and 细目: those of all, and those of the provider's own 项. */
function ClassField({ value, dept, onChange }: CodeFieldProps & { readonly dept: string | null }) {
  const say = useTexts(catalogueTexts);
  const { data } = useGet('/api/catalogue/classes', ClassList, { fixed: true });
  const classes = data?.classes ?? [];
  const nameOf = (code: string) => classes.find((node) => node.code === code)?.name ?? '';
  const own = dept === null ? '' : `3${ownNumber(dept)}`;
  const open = classes.filter(
    ({ code, level }) => level >= 3 && (code[0] !== '3' || code.startsWith(own) || code === value),
  );
  return (
    <SelectField
      label={say('field.classCode')}
      options={[
        { value: '', label: say('edit.class.choose') },
        ...open.map(({ code, name }) => ({ value: code, label: `${nameOf(code.slice(0, 3))} / ${name}（${code}）` })),
      ]}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
    />
  );
}

/** A department's number in 类 3: D25 → 25, V06 → 56, S01 → 81. */
function ownNumber(dept: string): string {
  const first = dept.startsWith('V') ? 50 : dept.startsWith('S') ? 80 : 0;
  return String(first + Number(dept.slice(1))).padStart(2, '0');
}
