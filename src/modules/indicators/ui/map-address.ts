/** What is known of the figures that were bound: the regions of the table, and its newest period in the indicator. */
export interface Figures {
  readonly regions: readonly string[];
  readonly period: string | null;
}

/** Where the map shows an indicator: the nation when the table is about several provinces, else the reader's own region. */
export function mapAddress(indicator: string, { regions, period }: Figures): string {
  const provinces = regions.filter((code) => code.endsWith('0000') && code !== '100000');
  const params = new URLSearchParams({ focus: indicator });
  if (provinces.length > 1) params.set('region', '100000');
  if (period !== null) params.set('period', period);
  return `/?${params}`;
}
