import { Check as holds } from 'typebox/value';
import { Check, type CheckKind } from '../contract.ts';

/** The kinds of rules, in the order in which the form offers them. */
export const KINDS: readonly CheckKind[] = [
  ...(['not-null', 'unique', 'in-set', 'pattern', 'range', 'length'] as const),
  ...(['row-count', 'aggregate', 'freshness', 'reconcile', 'reference', 'sql'] as const),
];

/** Fields of the form that a kind needs. */
export const FIELDS: Readonly<Record<CheckKind, readonly string[]>> = {
  'not-null': ['column'],
  unique: ['columns'],
  'in-set': ['column', 'values'],
  pattern: ['column', 'pattern'],
  range: ['column', 'min', 'max'],
  length: ['column', 'min', 'max'],
  freshness: ['by', 'days'],
  'row-count': ['min', 'max'],
  aggregate: ['column', 'of', 'min', 'max'],
  reference: ['column', 'resourceId', 'otherColumn'],
  reconcile: ['column', 'whole', 'tolerance'],
  sql: ['query'],
};

/** What stands in the form; all text. */
export type Draft = Readonly<Record<string, string>>;

/** The check that a filled form amounts to; null while it is not complete. */
export function checkOf(kind: CheckKind, draft: Draft): Check | null {
  const parts = FIELDS[kind].map((field) => [field, fieldValue(field, (draft[field] ?? '').trim())] as const);
  const check = { kind, ...Object.fromEntries(parts.filter(([, value]) => value !== undefined)) };
  return holds(Check, check) ? check : null;
}

function fieldValue(field: string, text: string): unknown {
  if (text === '') return undefined;
  if (field === 'columns') return text.split(' ');
  if (field === 'values')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  if (field === 'tolerance') return Number(text) / 100;
  return ['min', 'max', 'days'].includes(field) ? Number(text) : text;
}
