import { DataFactory, type NamedNode } from 'n3';

/** Namespaces of the feed, as prefixes. */
export const PREFIXES = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const { namedNode } = DataFactory;

/** `dct:title` as a term. */
export function term(curie: `${keyof typeof PREFIXES}:${string}`): NamedNode {
  const at = curie.indexOf(':');
  const prefix = Object.entries(PREFIXES).find(([name]) => name === curie.slice(0, at));
  return namedNode((prefix?.[1] ?? '') + curie.slice(at + 1));
}

/** An entry of one of the EU's authority tables, which DCAT-AP 3 names. */
export function authority(table: string, code: string): NamedNode {
  return namedNode(`${AUTHORITY}/${table}/${code}`);
}

const FREQUENCIES: Readonly<Record<string, string>> = {
  realtime: 'CONT',
  day: 'DAILY',
  week: 'WEEKLY',
  month: 'MONTHLY',
  quarter: 'QUARTERLY',
  half: 'ANNUAL_2',
  year: 'ANNUAL',
};

/** How often a dataset is renewed, by the authority table. */
export function frequency(cycle: string): NamedNode {
  return authority('frequency', FREQUENCIES[cycle] ?? 'UNKNOWN');
}
