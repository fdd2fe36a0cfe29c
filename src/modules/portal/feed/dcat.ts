import { DataFactory, type Quad, type Quad_Object, type Quad_Subject } from 'n3';
import { FORMATS, tagsOf } from '../rules/format.ts';
import { licenceOf } from '../rules/licence.ts';
import { isTheme, THEMES, themeName } from '../rules/theme.ts';
import type { FileRow } from '../sql/release.ts';
import type { ShownRow } from '../sql/shown.ts';
import { fileUrl } from '../views.ts';
import { authority, frequency, term } from './words.ts';

const { namedNode, literal, blankNode, quad } = DataFactory;

/** What the feed is made of. */
export interface FeedSource {
  /** Where the site stands: `https://host`. */
  readonly base: string;
  readonly site: SiteFacts;
  readonly rows: readonly ShownRow[];
  readonly files: ReadonlyMap<string, readonly FileRow[]>;
  readonly providers: ReadonlyMap<string, string>;
}

/** Who publishes the catalogue. */
export interface SiteFacts {
  readonly title: string;
  readonly description: string;
  readonly publisher: string;
  /** Where questions go; empty: by the pages of the site. */
  readonly email: string;
}

type Add = (subject: Quad_Subject, predicate: Parameters<typeof term>[0], ...objects: Quad_Object[]) => void;

const zh = (text: string) => literal(text, 'zh');
const typed = (text: string, type: string) => literal(text, term(`xsd:${type}`));
const moment = (at: Date) => typed(at.toISOString(), 'dateTime');

/** The catalogue by DCAT-AP 3.0 (SEMIC, 2024): catalogue, service, datasets, distributions, agents. */
export function dcatQuads(source: FeedSource): Quad[] {
  const quads: Quad[] = [];
  const add: Add = (subject, predicate, ...objects) => {
    for (const object of objects) quads.push(quad(subject, term(predicate), object));
  };
  addCatalogue(add, source);
  for (const code of new Set(source.rows.map(({ provider_dept }) => provider_dept))) addAgent(add, source, code);
  for (const theme of new Set(source.rows.map((row) => row.theme))) addTheme(add, source.base, theme);
  for (const licence of new Set(source.rows.map((row) => row.licence))) addLicence(add, source.base, licence);
  for (const row of source.rows) addDataset(add, source, row);
  return quads;
}

const catalogueId = (base: string) => namedNode(`${base}/open#catalog`);
const serviceId = (base: string) => namedNode(`${base}/api/3#service`);
const publisherId = (base: string) => namedNode(`${base}/open#publisher`);
const agentId = (base: string, code: string | null) => namedNode(`${base}/open/agent/${(code ?? 'x00').toLowerCase()}`);
const themeId = (base: string, theme: string) => namedNode(`${base}/open/theme/${theme}`);
const licenceId = (base: string, licence: string) => namedNode(`${base}/open/about#licence-${licenceOf(licence).id}`);
const datasetId = (base: string, row: ShownRow) => namedNode(`${base}/open/dataset/${row.name}`);

function addCatalogue(add: Add, { base, site, rows }: FeedSource): void {
  const [catalogue, service, publisher] = [catalogueId(base), serviceId(base), publisherId(base)];
  add(catalogue, 'rdf:type', term('dcat:Catalog'));
  add(catalogue, 'dct:title', zh(site.title));
  add(catalogue, 'dct:description', zh(site.description));
  add(catalogue, 'dct:publisher', publisher);
  add(catalogue, 'dct:language', authority('language', 'ZHO'));
  add(catalogue, 'foaf:homepage', namedNode(`${base}/open`));
  add(catalogue, 'dcat:service', service);
  add(catalogue, 'dcat:themeTaxonomy', namedNode('http://publications.europa.eu/resource/authority/data-theme'));
  add(catalogue, 'dcat:dataset', ...rows.map((row) => datasetId(base, row)));
  const newest = Math.max(...rows.map(({ published_at }) => published_at.getTime()));
  if (rows.length > 0) add(catalogue, 'dct:modified', moment(new Date(newest)));
  add(publisher, 'rdf:type', term('foaf:Agent'));
  add(publisher, 'foaf:name', zh(site.publisher));
  add(service, 'rdf:type', term('dcat:DataService'));
  add(service, 'dct:title', zh('CKAN Action API'));
  add(service, 'dcat:endpointURL', namedNode(`${base}/api/3/action/`));
  add(service, 'dcat:endpointDescription', namedNode(`${base}/api/openapi.json`));
  add(service, 'dcat:servesDataset', ...rows.map((row) => datasetId(base, row)));
}

function addAgent(add: Add, { base, providers }: FeedSource, code: string | null): void {
  const agent = agentId(base, code);
  add(agent, 'rdf:type', term('foaf:Agent'));
  add(agent, 'foaf:name', zh(providers.get(code ?? '') ?? '未指明'));
}

function addTheme(add: Add, base: string, theme: string): void {
  const concept = themeId(base, theme);
  add(concept, 'rdf:type', term('skos:Concept'));
  add(concept, 'skos:prefLabel', zh(themeName(theme)));
  if (isTheme(theme)) add(concept, 'skos:broadMatch', authority('data-theme', THEMES[theme][2]));
}

function addLicence(add: Add, base: string, code: string): void {
  const licence = licenceId(base, code);
  const { title, note } = licenceOf(code);
  add(licence, 'rdf:type', term('dct:LicenseDocument'));
  add(licence, 'dct:title', zh(title));
  add(licence, 'dct:description', zh(note));
}

function addDataset(add: Add, source: FeedSource, row: ShownRow): void {
  const { base } = source;
  const dataset = datasetId(base, row);
  add(dataset, 'rdf:type', term('dcat:Dataset'));
  add(dataset, 'dct:title', zh(row.title));
  add(dataset, 'dct:description', zh(describe(row)));
  add(dataset, 'dct:identifier', literal(row.code));
  add(dataset, 'dct:publisher', agentId(base, row.provider_dept));
  add(dataset, 'dcat:contactPoint', addContact(add, source));
  add(dataset, 'dcat:keyword', ...tagsOf(row.fields).map(zh));
  add(dataset, 'dcat:theme', themeId(base, row.theme));
  if (isTheme(row.theme)) add(dataset, 'dcat:theme', authority('data-theme', THEMES[row.theme][2]));
  add(dataset, 'dcat:landingPage', dataset);
  add(dataset, 'dct:accessRights', authority('access-right', 'PUBLIC'));
  add(dataset, 'dct:accrualPeriodicity', frequency(row.update_cycle));
  add(dataset, 'dct:language', authority('language', 'ZHO'));
  add(dataset, 'dct:issued', moment(row.first_published_at));
  add(dataset, 'dct:modified', moment(row.published_at));
  add(dataset, 'dcat:version', literal(String(row.version)));
  addTemporal(add, dataset, row);
  for (const file of source.files.get(row.release_id) ?? []) addDistribution(add, source, row, file);
}

/** A dataset must be described; one without a summary is described by its columns. */
export function describe(row: ShownRow): string {
  const notice = row.demo ? '【演示数据】' : '';
  const fields = row.fields.map(({ name }) => name).join('、');
  return notice + (row.summary.trim() || `${row.title}，共 ${row.rows} 行，字段：${fields}。`);
}

function addContact(add: Add, { base, site }: FeedSource): Quad_Object {
  const contact = namedNode(`${base}/open#contact`);
  add(contact, 'rdf:type', term('vcard:Kind'));
  add(contact, 'vcard:fn', zh(site.publisher));
  add(contact, 'vcard:hasURL', namedNode(`${base}/open/request`));
  if (site.email !== '') add(contact, 'vcard:hasEmail', namedNode(`mailto:${site.email}`));
  return contact;
}

// Labels that do not change keep the feed's entity tag.
function addTemporal(add: Add, dataset: Quad_Subject, row: ShownRow): void {
  const { period_from, period_to } = row;
  const [from, to] = [dateLiteral(period_from), dateLiteral(period_to)];
  if (!from || !to) return;
  const period = blankNode(`period-${row.name}`);
  add(dataset, 'dct:temporal', period);
  add(period, 'rdf:type', term('dct:PeriodOfTime'));
  add(period, 'dcat:startDate', from);
  add(period, 'dcat:endDate', to);
}

/** A period that XML Schema can write; others are left out. */
function dateLiteral(period: string | null) {
  if (period === null) return null;
  if (/^\d{4}$/.test(period)) return typed(period, 'gYear');
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return typed(period, 'gYearMonth');
  return /^\d{4}-\d{2}-\d{2}$/.test(period) ? typed(period, 'date') : null;
}

function addDistribution(add: Add, { base }: FeedSource, row: ShownRow, file: FileRow): void {
  const dataset = datasetId(base, row);
  const distribution = namedNode(`${dataset.value}#${file.format}`);
  const { media, name, authority: code } = FORMATS[file.format];
  const checksum = blankNode(`checksum-${row.name}-${file.format}`);
  add(dataset, 'dcat:distribution', distribution);
  add(distribution, 'rdf:type', term('dcat:Distribution'));
  add(distribution, 'dct:title', zh(`${row.title}（${name}）`));
  add(distribution, 'dcat:accessURL', dataset);
  add(distribution, 'dcat:downloadURL', namedNode(base + fileUrl(row.name, row.version, file.format)));
  add(distribution, 'dcat:accessService', serviceId(base));
  add(distribution, 'dct:format', authority('file-type', code));
  add(distribution, 'dcat:mediaType', namedNode(`https://www.iana.org/assignments/media-types/${media}`));
  add(distribution, 'dcat:byteSize', typed(String(file.bytes), 'nonNegativeInteger'));
  add(distribution, 'dct:license', licenceId(base, row.licence));
  add(distribution, 'dct:issued', moment(row.published_at));
  add(distribution, 'dct:modified', moment(row.published_at));
  add(distribution, 'dcatap:availability', authority('planned-availability', 'AVAILABLE'));
  add(distribution, 'spdx:checksum', checksum);
  add(checksum, 'rdf:type', term('spdx:Checksum'));
  add(checksum, 'spdx:algorithm', term('spdx:checksumAlgorithm_sha256'));
  add(checksum, 'spdx:checksumValue', typed(file.hash, 'hexBinary'));
}
