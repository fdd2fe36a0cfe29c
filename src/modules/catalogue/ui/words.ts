import type { Difference, Item, Resource, ResourceFields } from '../contract.ts';
import type { CatalogueSay } from './i18n/texts.ts';

/** Values that have words of their own, by field. */
export function valueWords(say: CatalogueSay, field: string, value: string): string {
  if (value === '') return say('none');
  const key = KEYS[field]?.(value);
  if (key !== undefined) return say(key);
  if (field === 'sharingWays')
    return value
      .split(' ')
      .map((way) => wayWords(say, way))
      .join('、');
  return value;
}

type Key = Parameters<CatalogueSay>[0];

const one = <T extends string>(prefix: string, values: readonly T[]) => {
  const known = new Map(values.map((value) => [String(value), `${prefix}${value}` as Key]));
  return (value: string) => known.get(value);
};

const KEYS: Readonly<Record<string, (value: string) => Key | undefined>> = {
  sharingType: one<Resource['sharingType']>('sharing.', ['free', 'conditional', 'none']),
  openingType: one<Resource['openingType']>('opening.', ['free', 'conditional', 'none']),
  grade: one<Resource['grade']>('grade.', ['core', 'important', 'general']),
  personal: one<Item['personal']>('personal.', ['none', 'personal', 'sensitive']),
  identifier: one<Item['identifier']>('identifier.', ['none', 'direct', 'quasi']),
  updateCycle: one<Resource['updateCycle']>('cycle.', [
    ...(['unknown', 'realtime', 'day', 'week', 'month', 'quarter', 'half', 'year'] as const),
  ]),
  format: one<ResourceFields['format']>('format.', [
    ...(['file', 'spreadsheet', 'database', 'image', 'media', 'self-described'] as const),
  ]),
  sourceClass: one<ResourceFields['sourceClass']>('source.', ['government', 'enterprise', 'social']),
  dataType: one<Item['dataType']>('type.', ['number', 'text', 'integer', 'decimal', 'date', 'datetime', 'boolean']),
  isSecret: (value) => (value === 'true' ? 'yes' : 'no'),
};

const WAYS = one<ResourceFields['sharingWays'][number]>('way.', ['api', 'file', 'table', 'subscription']);

export function wayWords(say: CatalogueSay, way: string): string {
  const key = WAYS(way);
  return key === undefined ? way : say(key);
}

/** One difference as a sentence. */
export function differenceWords(say: CatalogueSay, { kind, field, item, before, after }: Difference): string {
  const words = (value: string) => valueWords(say, field, value);
  const name = FIELDS.get(field);
  return say(`difference.${kind}`, {
    item: item ?? '',
    field: name === undefined ? field : say(name),
    before: words(before),
    after: words(after),
  });
}

const FIELDS = new Map<string, Key>(
  (
    [
      ...(['title', 'providerDept', 'summary', 'classCode', 'format', 'sourceClass', 'updateCycle'] as const),
      ...(['sharingType', 'sharingCondition', 'sharingWays', 'sharingScope', 'noSharingBasis'] as const),
      ...(['openingType', 'openingCondition', 'isSecret', 'grade', 'relatedCodes', 'name', 'dataType'] as const),
      ...(['length', 'unit', 'codeList', 'note', 'personal', 'identifier'] as const),
    ] as const
  ).map((field) => [field, `field.${field}`]),
);
