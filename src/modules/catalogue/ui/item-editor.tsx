import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import type { ItemFields } from '../contract.ts';
import { ChoiceCell } from './choice-field.tsx';
import { GRADES, IDENTIFIERS, OPENNESS, PERSONAL, TYPES } from './choices.ts';
import { emptyItem } from './form.ts';
import { catalogueTexts } from './i18n/texts.ts';
import '#web/kit/data-table.css';

interface ItemEditorProps {
  readonly items: readonly ItemFields[];
  /** Items may come, go and be retyped. */
  readonly shape: boolean;
  readonly onChange: (items: ItemFields[]) => void;
}

/** The items of a resource as a table to write in. */
export function ItemEditor({ items, shape, onChange }: ItemEditorProps) {
  const say = useTexts(catalogueTexts);
  const heads = [
    ...([say('field.name'), say('field.dataType'), say('field.length'), say('field.unit')] as const),
    ...([say('field.sharingType'), say('field.openingType'), say('field.grade'), say('field.personal')] as const),
    ...([say('field.identifier'), say('field.codeList'), say('field.note')] as const),
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className="data-table-scroll catalogue-items" aria-label={say('one.items.caption')} tabIndex={0}>
        <table className="data-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              {shape && <th scope="col">{say('edit.remove')}</th>}
            </tr>
          </thead>
          <tbody>
            {items.map((item, i) => (
              <ItemRow
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name until they are saved.
                key={i}
                no={i + 1}
                item={item}
                shape={shape}
                onChange={(part) => onChange(items.map((one, at) => (at === i ? { ...one, ...part } : one)))}
                onRemove={() => onChange(items.filter((_, at) => at !== i))}
              />
            ))}
          </tbody>
        </table>
      </section>
      {shape && (
        <div className="catalogue-filter">
          <Button onClick={() => onChange([...items, emptyItem()])}>{say('edit.add')}</Button>
        </div>
      )}
    </>
  );
}

interface ItemRowProps {
  readonly no: number;
  readonly item: ItemFields;
  readonly shape: boolean;
  readonly onChange: (part: Partial<ItemFields>) => void;
  readonly onRemove: () => void;
}

function ItemRow({ no, item, shape, onChange, onRemove }: ItemRowProps) {
  const say = useTexts(catalogueTexts);
  const label = (field: string) => `${say('edit.item', { no })} ${field}`;
  const text = (field: 'name' | 'unit' | 'codeList' | 'note', disabled = false) => (
    <input
      className={field === 'name' ? 'input catalogue-name' : 'input'}
      aria-label={label(say(`field.${field}`))}
      value={item[field] ?? ''}
      disabled={disabled}
      onChange={({ target: { value } }) =>
        onChange({ [field]: value === '' && (field === 'unit' || field === 'codeList') ? null : value })
      }
    />
  );
  return (
    <tr>
      <th scope="row">{text('name')}</th>
      <td>
        <ChoiceCell
          field="dataType"
          label={label(say('field.dataType'))}
          values={TYPES}
          value={item.dataType}
          disabled={!shape}
          onChange={(dataType) => onChange({ dataType })}
        />
      </td>
      <td>
        <input
          className="input catalogue-length"
          type="number"
          min={1}
          aria-label={label(say('field.length'))}
          value={item.length ?? ''}
          onChange={({ target: { value } }) => onChange({ length: value === '' ? null : Math.trunc(Number(value)) })}
        />
      </td>
      <td>{text('unit', !shape)}</td>
      <td>
        <ChoiceCell
          field="sharingType"
          label={label(say('field.sharingType'))}
          values={OPENNESS}
          value={item.sharingType}
          onChange={(sharingType) => onChange({ sharingType })}
        />
      </td>
      <td>
        <ChoiceCell
          field="openingType"
          label={label(say('field.openingType'))}
          values={OPENNESS}
          value={item.openingType}
          onChange={(openingType) => onChange({ openingType })}
        />
      </td>
      <td>
        <ChoiceCell
          field="grade"
          label={label(say('field.grade'))}
          values={GRADES}
          value={item.grade}
          onChange={(grade) => onChange({ grade })}
        />
      </td>
      <td>
        <ChoiceCell
          field="personal"
          label={label(say('field.personal'))}
          values={PERSONAL}
          value={item.personal}
          onChange={(personal) => onChange({ personal })}
        />
      </td>
      <td>
        <ChoiceCell
          field="identifier"
          label={label(say('field.identifier'))}
          values={IDENTIFIERS}
          value={item.identifier}
          onChange={(identifier) => onChange({ identifier })}
        />
      </td>
      <td>{text('codeList')}</td>
      <td>{text('note')}</td>
      {shape && (
        <td>
          <Button look="link" onClick={onRemove}>
            {say('edit.remove')}
          </Button>
        </td>
      )}
    </tr>
  );
}
