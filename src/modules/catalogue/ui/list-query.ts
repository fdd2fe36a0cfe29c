/** What a reader asks of the list; it stands in the address, so that going back finds the same list. */
export interface ListQuery {
  readonly search: string;
  readonly provider: string;
  readonly stage: string;
  readonly sharing: string;
  readonly opening: string;
  readonly classCode: string;
  readonly mounted: string;
  readonly page: number;
}

export const PAGE_SIZE = 20;

/** The choices, each with the values that an address may carry; others count as absent. */
const CHOICES = {
  provider: /^\w{1,16}$/,
  stage: /^(draft|review|published|changing|retired)$/,
  sharing: /^(free|conditional|none)$/,
  opening: /^(free|conditional|none)$/,
  classCode: /^[1-9]\d{0,19}$/,
  mounted: /^(true|false)$/,
} as const;
export type Choice = keyof typeof CHOICES;
const NAMES: readonly Choice[] = ['provider', 'stage', 'sharing', 'opening', 'classCode', 'mounted'];

export function readListQuery(params: URLSearchParams): ListQuery {
  const page = Number(params.get('page'));
  const choice = (name: Choice) => {
    const value = params.get(name) ?? '';
    return CHOICES[name].test(value) ? value : '';
  };
  return {
    search: params.get('search') ?? '',
    ...{ provider: choice('provider'), stage: choice('stage'), sharing: choice('sharing') },
    ...{ opening: choice('opening'), classCode: choice('classCode'), mounted: choice('mounted') },
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address after a change; another search or choice begins at the first page. */
export function writeListQuery(query: ListQuery, change: Partial<ListQuery>): URLSearchParams {
  const next = { ...query, page: 1, ...change };
  const params = new URLSearchParams();
  for (const name of ['search', ...NAMES] as const) if (next[name] !== '') params.set(name, next[name]);
  if (next.page > 1) params.set('page', String(next.page));
  return params;
}

/** Whether anything is asked for. */
export function isFiltered(query: ListQuery): boolean {
  return query.search.trim() !== '' || NAMES.some((name) => query[name] !== '');
}

/** Where the list is asked for. */
export function listPath(query: ListQuery): string {
  const params = writeListQuery({ ...query, search: query.search.trim() }, { page: query.page });
  params.set('size', String(PAGE_SIZE));
  return `/api/catalogue/resources?${params}`;
}
