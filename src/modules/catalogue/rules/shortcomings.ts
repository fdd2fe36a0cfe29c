import type { ItemFields, ResourceFields, Shortcoming } from '../contract.ts';
import type { Openness } from '../tables.ts';
import { type ClassNode, isAssignable } from './class.ts';

type Rule = Shortcoming['rule'];

const WIDTH: Readonly<Record<Openness, number>> = { none: 0, conditional: 1, free: 2 };

/** Contradictions that may not even be saved: they would hold, or seem to hold, what the law forbids. */
const CONTRADICTIONS: ReadonlySet<Rule> = new Set([
  'secret-shared',
  'secret-opened',
  'core-opened',
  'personal-opened',
  'item-twice',
]);

/** The rules of a resource's own fields, each with what breaks it. */
const RESOURCE_RULES: readonly (readonly [rule: Rule, broken: (fields: ResourceFields) => boolean])[] = [
  ['provider-missing', ({ providerDept }) => providerDept === null],
  ['class-missing', ({ classCode }) => classCode === null],
  ['summary-missing', ({ summary }) => summary.trim() === ''],
  ['cycle-missing', ({ updateCycle }) => updateCycle === 'unknown'],
  ['items-missing', ({ items }) => items.length === 0],
  // 政务信息资源共享管理暂行办法 (国发〔2016〕51号), art. 10: 不予共享 needs a law, a regulation or a policy of the state.
  ['basis-missing', ({ sharingType, noSharingBasis }) => sharingType === 'none' && isBlank(noSharingBasis)],
  // art. 9: conditional sharing says its condition.
  [
    'condition-missing',
    ({ sharingType, sharingCondition }) => sharingType === 'conditional' && isBlank(sharingCondition),
  ],
  ['way-missing', ({ sharingType, sharingWays }) => sharingType !== 'none' && sharingWays.length === 0],
  [
    'opening-condition-missing',
    ({ openingType, openingCondition }) => openingType === 'conditional' && isBlank(openingCondition),
  ],
  // 保守国家秘密法: what is secret takes neither way.
  ['secret-shared', ({ isSecret, sharingType }) => isSecret && sharingType !== 'none'],
  ['secret-opened', ({ isSecret, openingType }) => isSecret && openingType !== 'none'],
  // 数据安全法 art. 21 and GB/T 43697-2024: core data are not opened.
  ['core-opened', ({ grade, items, openingType }) => openingType !== 'none' && isCore(grade, items)],
];

const ITEM_RULES: readonly (readonly [rule: Rule, broken: (item: ItemFields, fields: ResourceFields) => boolean])[] = [
  ['personal-opened', ({ personal, openingType }) => personal !== 'none' && openingType === 'free'],
  ['item-wider-shared', (item, { sharingType }) => WIDTH[item.sharingType] > WIDTH[sharingType]],
  ['item-wider-opened', (item, { openingType }) => WIDTH[item.openingType] > WIDTH[openingType]],
];

/** Every rule that a resource does not keep yet; none is left when it may be submitted. */
export function shortcomingsOf(fields: ResourceFields, classes: readonly ClassNode[]): Shortcoming[] {
  const own = RESOURCE_RULES.filter(([, broken]) => broken(fields)).map(([rule]) => ({ rule, item: null }));
  const ofItems = fields.items.flatMap((item) =>
    ITEM_RULES.filter(([, broken]) => broken(item, fields)).map(([rule]) => ({ rule, item: item.name })),
  );
  return [...own, ...classRule(fields, classes), ...twice(fields.items), ...ofItems];
}

/** Those that may not be saved. */
export function contradictionsOf(shortcomings: readonly Shortcoming[]): Shortcoming[] {
  return shortcomings.filter(({ rule }) => CONTRADICTIONS.has(rule));
}

function classRule({ classCode, providerDept }: ResourceFields, classes: readonly ClassNode[]): Shortcoming[] {
  if (classCode === null) return [];
  const node = classes.find(({ code }) => code === classCode);
  const own = node?.dept === null || node?.dept === providerDept;
  return node && isAssignable(node) && own ? [] : [{ rule: 'class-unknown', item: null }];
}

function twice(items: readonly ItemFields[]): Shortcoming[] {
  const seen = new Set<string>();
  return items.flatMap(({ name, unit }) => {
    const key = JSON.stringify([name, unit]);
    const again = seen.has(key);
    seen.add(key);
    return again ? [{ rule: 'item-twice' as const, item: name }] : [];
  });
}

const isBlank = (text: string): boolean => text.trim() === '';

const isCore = (grade: string, items: readonly ItemFields[]): boolean =>
  grade === 'core' || items.some((item) => item.grade === 'core');
