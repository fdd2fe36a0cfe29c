import type { ShownRow } from '../sql/shown.ts';
import { FACET_FIELDS, type FacetField, facetsOfRow } from './facets.ts';
import { CkanError } from './params.ts';

/** One condition of `q` or `fq`: a field (null: anywhere) that has, or has not, one of these values. */
export interface Clause {
  readonly field: FacetField | 'title' | 'name' | 'id' | 'notes' | null;
  readonly values: readonly string[];
  readonly negated: boolean;
}

const OTHER = ['title', 'name', 'id', 'notes'] as const;
/** `field:value`, `field:"a b"`, `field:(a OR b)`, or words; each with a sign before it. */
const PART = /([+-]?)(?:([A-Za-z_.]+):)?(?:"([^"]*)"|\(([^()]*)\)|([^\s()"]+))/g;

/**
 * The part of Solr's query language that clients of catalogues use.
 * @throws {CkanError} `Search Error` for a field that is not indexed
 */
export function parseQuery(text: string): Clause[] {
  const clauses: Clause[] = [];
  let negated = false;
  for (const [, sign = '', name, quoted, group, word] of text.matchAll(PART)) {
    if (name === undefined && quoted === undefined && group === undefined && /^(AND|OR|NOT)$/.test(word ?? '')) {
      negated = word === 'NOT';
      continue;
    }
    const values = group === undefined ? [quoted ?? word ?? ''] : partsOf(group);
    const kept = values.map((value) => value.replace(/\*$/, '')).filter((value) => value !== '' && value !== '*:');
    const anything = (name === '*' || name === undefined) && /^\*(:\*)?$/.test(word ?? '');
    if (kept.length > 0 && !anything)
      clauses.push({ field: fieldOf(name), values: kept, negated: negated || sign === '-' });
    negated = false;
  }
  return clauses.slice(0, 30);
}

function partsOf(group: string): string[] {
  return [...group.matchAll(/"([^"]*)"|(\S+)/g)]
    .map(([, quoted, word]) => quoted ?? word ?? '')
    .filter((part) => !/^(AND|OR)$/.test(part));
}

const ALIASES: Readonly<Record<string, FacetField>> = {
  owner_org: 'organization',
  theme: 'groups',
  group: 'groups',
  keywords: 'tags',
};
/** Always so here; conditions on them change nothing. */
const FIXED = new Set(['state', 'type', 'dataset_type', 'capacity', 'private', 'entity_type', 'site_id']);

function fieldOf(name: string | undefined): Clause['field'] {
  if (name === undefined || name === 'text' || FIXED.has(name)) return null;
  const known = [...FACET_FIELDS, ...OTHER].find((field) => field === name) ?? ALIASES[name];
  if (known) return known;
  throw new CkanError(409, 'Search Error', { message: `Search Query is invalid: undefined field ${name}` });
}

/** Whether a dataset fits all clauses. */
export function fits(row: ShownRow, clauses: readonly Clause[]): boolean {
  return clauses.every((clause) => has(row, clause) !== clause.negated);
}

function has(row: ShownRow, { field, values }: Clause): boolean {
  const wanted = values.map((value) => value.toLowerCase());
  if (field === null) {
    const all = [row.title, row.summary, row.code, ...row.fields.map(({ name }) => name)].join('\n').toLowerCase();
    return wanted.some((value) => all.includes(value) || /^(active|dataset|public|false)$/.test(value));
  }
  if (field === 'title') return wanted.some((value) => row.title.toLowerCase().includes(value));
  if (field === 'notes') return wanted.some((value) => row.summary.toLowerCase().includes(value));
  if (field === 'name' || field === 'id') return wanted.some((value) => value === row[field]);
  const present = facetsOfRow(row, field).map((value) => value.toLowerCase());
  return wanted.some((value) => present.includes(value));
}
