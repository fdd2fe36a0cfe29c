import type { Field } from '../contract.ts';
import { portalErrors } from '../errors.ts';

/** A condition as a caller writes it: a field's name and the values that it may have. */
export type Wish = readonly [field: string, values: readonly unknown[]];

export interface ReadCondition {
  readonly index: number;
  readonly type: Field['type'];
  readonly values: readonly (string | number)[];
}

const MOST_CONDITIONS = 20;
const MOST_VALUES = 200;

/**
 * Conditions on the fields of a release.
 * @throws {Refusal} `portal.no-such-field`, `portal.not-a-number`, `portal.bad-filter`
 */
export function readConditions(fields: readonly Field[], wishes: readonly Wish[]): ReadCondition[] {
  if (wishes.length > MOST_CONDITIONS) throw portalErrors['bad-filter']({ detail: `最多 ${MOST_CONDITIONS} 个` });
  return wishes.map(([name, values]) => {
    const index = fieldIndex(fields, name);
    if (values.length === 0 || values.length > MOST_VALUES)
      throw portalErrors['bad-filter']({ detail: `一个字段的取值应为 1 到 ${MOST_VALUES} 个` });
    const type = fields[index]?.type ?? 'text';
    return { index, type, values: values.map((value) => readValue(name, type, value)) };
  });
}

/** @throws {Refusal} `portal.no-such-field` */
export function fieldIndex(fields: readonly Field[], name: string): number {
  const index = fields.findIndex((field) => field.name === name);
  if (index < 0) throw portalErrors['no-such-field']({ field: name.slice(0, 100) });
  return index;
}

function readValue(field: string, type: Field['type'], value: unknown): string | number {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw portalErrors['bad-filter']({ detail: '取值应为文字或数字' });
  if (type === 'text') return String(value);
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw portalErrors['not-a-number']({ field });
  return number;
}

/** `字段 desc, 字段` as an order. @throws {Refusal} `portal.no-such-field` */
export function readSort(fields: readonly Field[], text: string): { index: number; descending: boolean }[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const [, name = '', way] = /^(.*?)(?:\s+(asc|desc))?$/i.exec(part) ?? [];
    return { index: fieldIndex(fields, name), descending: way?.toLowerCase() === 'desc' };
  });
}
