/** What a reader asks of the list; it stands in the address, so that going back finds the same list. */
export interface ListQuery {
  readonly search: string;
  readonly provider: string;
  readonly page: number;
}

export const PAGE_SIZE = 20;

export function readListQuery(params: URLSearchParams): ListQuery {
  const page = Number(params.get('page'));
  return {
    search: params.get('search') ?? '',
    provider: params.get('provider') ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The address after a change; another search or provider begins at the first page. */
export function writeListQuery(query: ListQuery, change: Partial<ListQuery>): URLSearchParams {
  const { search, provider, page } = { ...query, page: 1, ...change };
  const params = new URLSearchParams();
  if (search !== '') params.set('search', search);
  if (provider !== '') params.set('provider', provider);
  if (page > 1) params.set('page', String(page));
  return params;
}

/** Where the list is asked for. */
export function listPath({ search, provider, page }: ListQuery): string {
  const params = writeListQuery({ search: search.trim(), provider, page }, { page });
  params.set('size', String(PAGE_SIZE));
  return `/api/catalogue/resources?${params}`;
}
