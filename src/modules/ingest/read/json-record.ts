import { fileErrors } from './file-errors.ts';
import type { JsonElement } from './json-scan.ts';
import type { Cell } from './sheet.ts';

/** A JSON record flattened into cells by column name, or the cells of an array record. */
export type JsonRecord =
  | { readonly kind: 'named'; readonly cells: Map<string, Cell> }
  | { readonly kind: 'listed'; readonly cells: Cell[] };

/** Parse an element. Integers beyond 2^53 (long identifiers) are kept as text rather than rounded. */
export function parseElement(element: JsonElement): unknown {
  const { raw } = element;
  try {
    return /\d{16}/.test(raw) ? JSON.parse(raw, keepLongIntegers) : JSON.parse(raw);
  } catch (error) {
    throw malformedElement(element, error);
  }
}

/** The refusal of an element, with the line on which it stands after the white space before it. */
export function malformedElement({ raw, line }: JsonElement, cause?: unknown): Error {
  const before = raw.slice(0, raw.length - raw.trimStart().length);
  return fileErrors['malformed-json']({ line: line + before.split('\n').length - 1 }, cause);
}

function keepLongIntegers(_key: string, value: unknown, ...[context]: unknown[]): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = isObject(context) ? context.source : null;
  return typeof source === 'string' && /^-?\d+$/.test(source) ? source : value;
}

/**
 * A parsed element as a record; null when it is a scalar. Objects nested one level become `outer.inner`, what is
 * deeper stays as JSON text. A GeoJSON feature gives its id, its properties and, of a point, longitude and latitude.
 */
export function recordOf(value: unknown): JsonRecord | null {
  if (Array.isArray(value)) return { kind: 'listed', cells: value.map(cellOf) };
  if (!isObject(value)) return null;
  const cells = new Map<string, Cell>();
  if (value.type === 'Feature' && isObject(value.properties)) addFeature(cells, value, value.properties);
  else addMembers(cells, value);
  return { kind: 'named', cells };
}

function addFeature(cells: Map<string, Cell>, feature: JsonObject, properties: JsonObject): void {
  if (feature.id !== undefined) cells.set('id', cellOf(feature.id));
  addMembers(cells, properties);
  const { geometry } = feature;
  if (!isObject(geometry) || geometry.type !== 'Point' || !Array.isArray(geometry.coordinates)) return;
  const [longitude, latitude] = geometry.coordinates;
  cells.set('longitude', cellOf(longitude));
  cells.set('latitude', cellOf(latitude));
}

function addMembers(cells: Map<string, Cell>, object: JsonObject): void {
  for (const [key, value] of Object.entries(object)) {
    if (!isObject(value)) cells.set(key, cellOf(value));
    else for (const [inner, deeper] of Object.entries(value)) cells.set(`${key}.${inner}`, cellOf(deeper));
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

/** Column titles that stand beside array records: texts, or objects that carry one (`{ "id": "gdp", "title": "生产总值" }`). */
export function titlesOf(values: readonly unknown[]): string[] {
  return values.map((value) => {
    if (!isObject(value)) return String(cellOf(value) ?? '');
    const title = value.title ?? value.label ?? value.name ?? value.id ?? value.key ?? '';
    return String(cellOf(title) ?? '');
  });
}
