import { BASES, type Basis } from '#platform/period/basis.ts';
import type { Field, Mask } from '../contract.ts';
import type { OpenableItem } from './opening.ts';

/** An item of the catalogue, as a release reads it. */
export interface ReleaseItem extends OpenableItem {
  readonly column_name: string;
  readonly name: string;
  readonly role: string;
  readonly data_type: string;
  readonly unit: string | null;
  readonly basis: string | null;
  readonly note: string;
}

export type Masks = Readonly<Record<string, Mask>>;

/** Types of items whose column in the warehouse holds numbers. */
const NUMERIC = new Set(['number', 'integer', 'decimal']);

/** A field with the column that it is read from: the region has two, its code and its name. */
export interface SourcedField extends Field {
  readonly source: string;
}

/** The columns of a release, in the order of the items; what is suppressed is left out. Names are unique. */
export function fieldsOf(items: readonly ReleaseItem[], masks: Masks): SourcedField[] {
  const fields = items
    .filter(({ column_name }) => masks[column_name]?.method !== 'suppress')
    .flatMap((item) => fieldsOfItem(item, masks[item.column_name] ?? null));
  const taken = new Map<string, number>();
  return fields.map((field) => {
    const count = (taken.get(field.name) ?? 0) + 1;
    taken.set(field.name, count);
    return count === 1 ? field : { ...field, name: `${field.name}_${count}` };
  });
}

function fieldsOfItem(item: ReleaseItem, mask: Mask | null): SourcedField[] {
  const name = labelOf(item);
  const field = {
    item: item.column_name,
    role: item.role,
    unit: item.unit,
    basis: basisOf(item.basis),
    note: item.note,
    quasi: item.identifier === 'quasi',
    mask,
  };
  if (item.column_name !== 'region')
    return [{ ...field, name, type: NUMERIC.has(item.data_type) ? 'number' : 'text', source: item.column_name }];
  return [
    { ...field, name: `${name}代码`, type: 'text', source: 'region' },
    { ...field, name, type: 'text', source: 'region_name' },
  ];
}

/** Name with basis and unit: two items of one name differ in them. Control characters and quotes would hurt readers. */
function labelOf({ name, unit, basis, role }: ReleaseItem): string {
  const words = basis === null || role !== 'measure' ? undefined : BASIS_WORDS[basisOf(basis) ?? 'CUR'];
  const about = [words, unit].filter(Boolean).join('，');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is taken out.
  const clean = name.replaceAll(/[\u0000-\u001f\u007f`"\\]/g, ' ').trim() || '未命名';
  return about === '' ? clean : `${clean}（${about}）`;
}

const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  CUM: '累计',
  CUR: '当期',
  PT: '期末',
  IDX: '指数',
  RATE: '比率',
  AVG: '平均',
};

function basisOf(text: string | null): Basis | null {
  return BASES.find((basis) => basis === text) ?? null;
}

/** Why a mask does not fit its item; null: it does. */
export function whyUnfit(item: ReleaseItem, mask: Mask): string | null {
  const numeric = NUMERIC.has(item.data_type);
  if (mask.method === 'round' && !numeric) return `“${item.name}”不是数值，不能取整。`;
  if (mask.method === 'city' && item.column_name !== 'region') return `“${item.name}”不是地区，不能归并到市。`;
  if ((mask.method === 'prefix' || mask.method === 'year' || mask.method === 'month') && numeric)
    return `“${item.name}”是数值，不能截取文字。`;
  return null;
}
