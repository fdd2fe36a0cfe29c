/** What a person says of an indicator, and what goes on the wire for it. Pure. */
import type { DefinitionBody, DefinitionChange, MatchList, NewIndicator } from '#contract/indicators';

/** The rules of aggregation that need no other indicator beside them. */
export const RULES = ['sum', 'mean', 'station-mean', 'max', 'distinct', 'none'] as const;
export type Rule = DefinitionBody['aggregation']['rule'];

export const DOMAINS = ['JJ', 'SC', 'ZL', 'ST', 'NY', 'JW', 'JL', 'SB', 'ZW'] as const;
export const GROWTHS = [
  'constant-price',
  'comparable',
  'same-caliber',
  'nominal',
  'points',
  'index',
  'difference',
  'chain',
  'none',
] as const;

type Plain = Pick<
  DefinitionBody,
  | 'name'
  | 'ownerDept'
  | 'unit'
  | 'measure'
  | 'frequency'
  | 'basis'
  | 'direction'
  | 'growthMethod'
  | 'secrecy'
  | 'caliber'
>;

/** The part of a definition that a person fills in. */
export interface Draft extends Plain {
  /** Empty until it has been chosen. */
  readonly domain: DefinitionBody['domain'] | '';
  readonly rule: Rule;
}

/** A definition as far as a draft speaks of it. */
type Defined = Plain & Pick<DefinitionBody, 'domain' | 'aggregation'>;

type Measured = Pick<MatchList['measures'][number], 'name' | 'unit' | 'basis'>;

/** What a measure of a table suggests of an indicator that would be made from it; a person looks at all of it. */
export function draftOfMeasure(
  { name, unit, basis }: Measured,
  frequency: MatchList['frequency'],
  ownerDept: string,
): Draft {
  const measure = kindOf(name, unit ?? '');
  return {
    name,
    domain: '',
    ownerDept,
    unit: unit ?? '',
    measure,
    frequency: frequency ?? 'M',
    basis: basis ?? (measure === 'amount' ? 'CUM' : measure === 'index' ? 'IDX' : 'RATE'),
    direction: 'neutral',
    rule: 'none',
    growthMethod: GROWTH_OF[measure],
    secrecy: 'internal',
    caliber: '',
  };
}

const GROWTH_OF = { amount: 'nominal', rate: 'points', growth: 'none', index: 'index' } as const;

function kindOf(name: string, unit: string): Draft['measure'] {
  if (/[=＝]100$/.test(unit) || unit === '指数') return 'index';
  if (unit !== '%' && unit !== '％') return 'amount';
  return /(增速|增长率|增幅|涨幅)$/.test(name) ? 'growth' : 'rate';
}

/** What stands in a definition already. */
export function draftOfDefinition(definition: Defined): Draft {
  const { name, domain, ownerDept, unit, measure, frequency, basis, direction } = definition;
  const { growthMethod, secrecy, caliber, aggregation } = definition;
  return {
    ...{ name, domain, ownerDept, unit, measure, frequency, basis, direction },
    ...{ growthMethod, secrecy, caliber, rule: aggregation.rule },
  };
}

/** Whether all that must be said has been said. */
export function isComplete({ name, domain, ownerDept, unit, caliber }: Draft): boolean {
  return [name, domain, ownerDept, unit, caliber].every((text) => text.trim() !== '');
}

/** A complete draft as the wire takes it; null while something is missing. */
export function newIndicatorOf(draft: Draft): NewIndicator | null {
  const { domain, rule, ...plain } = draft;
  if (domain === '' || !isComplete(draft)) return null;
  return { ...plain, name: draft.name.trim(), unit: draft.unit.trim(), domain, ...aggregationOf(rule) };
}

function aggregationOf(rule: Rule): Pick<NewIndicator, 'aggregation'> {
  if (rule === 'sum') return { aggregation: { rule } };
  // These two name other indicators, which stand in the definition already.
  return rule === 'ratio' || rule === 'weighted' ? {} : { aggregation: { rule, note: '' } };
}

/** The fields in which a draft differs from the definition in force. */
export function changesOf(definition: Defined, draft: Draft): DefinitionChange['changes'] {
  const { rule, domain, ...plain } = draft;
  const before = new Map<string, unknown>(Object.entries(definition));
  const changed = Object.entries(plain).filter(([name, value]) => before.get(name) !== value);
  return {
    ...Object.fromEntries(changed),
    ...(domain !== '' && domain !== definition.domain && { domain }),
    ...(rule !== definition.aggregation.rule && aggregationOf(rule)),
  };
}
