/** A refusal as CKAN words it: its type, its status and what is wrong with which parameter. */
export class CkanError extends Error {
  override name = 'CkanError';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, type: string, body: Readonly<Record<string, unknown>>) {
    super(type);
    this.status = status;
    this.body = { ...body, __type: type };
  }
}

export const notFound = (what = 'Not found') => new CkanError(404, 'Not Found Error', { message: what });
export const denied = () => new CkanError(403, 'Authorization Error', { message: 'Access denied' });
export const invalid = (field: string, message: string) =>
  new CkanError(409, 'Validation Error', { [field]: [message] });

/** Parameters of an action, from the address or a body. */
export type Params = Readonly<Record<string, unknown>>;

export function textParam(params: Params, name: string, fallback = ''): string {
  const value = params[name];
  if (value === undefined || value === null || value === '') return fallback;
  if (typeof value === 'string') return value.slice(0, 2000);
  if (typeof value === 'number') return String(value);
  throw invalid(name, 'Must be a text');
}

/** @throws {CkanError} when it is missing */
export function idParam(params: Params, name = 'id'): string {
  const id = textParam(params, name);
  if (id === '') throw invalid(name, 'Missing value');
  return id;
}

export function countParam(params: Params, name: string, fallback: number, most: number): number {
  const text = textParam(params, name);
  if (text === '') return fallback;
  if (!/^\d{1,12}$/.test(text)) throw invalid(name, 'Invalid integer');
  return Math.min(Number(text), most);
}

export function flagParam(params: Params, name: string, fallback = false): boolean {
  const value = params[name];
  if (typeof value === 'boolean') return value;
  const text = textParam(params, name).toLowerCase();
  return text === '' ? fallback : ['true', '1', 'yes', 't'].includes(text);
}

/** A list: as such, as JSON text, or by commas. */
export function listParam(params: Params, name: string): string[] | null {
  const value = params[name];
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value)) return value.map(String);
  const text = textParam(params, name);
  if (!text.startsWith('[')) return text.split(',').map((part) => part.trim());
  const parsed = parseJson(name, text);
  if (!Array.isArray(parsed)) throw invalid(name, 'Not a list');
  return parsed.map(String);
}

/** An object: as such or as JSON text. */
export function objectParam(params: Params, name: string): Readonly<Record<string, unknown>> {
  const value = typeof params[name] === 'string' && params[name] !== '' ? parseJson(name, params[name]) : params[name];
  if (value === undefined || value === null || value === '') return {};
  if (!isRecord(value)) throw invalid(name, 'Not a dictionary');
  return value;
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(name, 'Cannot be parsed as JSON');
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
