import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { elapsedClock } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import type { HttpSettings, SourceObject } from '../contract.ts';
import { sourceErrors } from '../errors.ts';
import { guessType } from '../rules/guess-type.ts';
import { nextPage, recordsIn, textsOf, valueAt } from '../rules/http-answer.ts';
import type { Cell, Connector, Page, PullRequest } from './connector.ts';

type Record = Readonly<globalThis.Record<string, Cell>>;

interface Answer {
  readonly records: readonly Record[];
  readonly next: URL | null;
  readonly bytes: number;
}

const ATTEMPTS = 5;
const LONGEST_WAIT_MS = 120_000;
const PATIENCE_MS = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_PAGES = 100_000;

/**
 * An HTTP interface of JSON or CSV. Redirects are not followed (they could lead a secret elsewhere), pages are asked for
 * one after the other and no faster than agreed, `Retry-After` is heeded (RFC 9110), answers are bounded.
 */
export function openHttp(platform: Platform, settings: HttpSettings, secret: string): Connector {
  const session = { token: null as string | null, last: Number.NEGATIVE_INFINITY, elapsed: elapsedClock() };
  const ask = (url: URL) => askFor(platform, settings, secret, session, url);
  const first = async ({ name }: SourceObject) => ask(firstUrl(settings, name, null));
  return {
    test: async () => void (await first({ schema: '', name: '' })),
    objects: async () => [{ schema: '', name: new URL(settings.url).pathname, comment: settings.url }],
    columns: async (object) => {
      const { records } = await first(object);
      const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
      return names.map((name) => ({
        name,
        type: guessType(records.map((record) => record[name] ?? null)),
        comment: '',
        key: false,
      }));
    },
    pull: (request) => ({ kind: 'pages', pages: pagesOf(ask, settings, request) }),
    close: async () => {},
  };
}

/** An object's name is a path on the same host; the address's own path when it is empty. */
function firstUrl(settings: HttpSettings, name: string, after: string | null): URL {
  const base = new URL(settings.url);
  const url = name === '' || name === base.pathname ? base : new URL(name, base);
  if (url.origin !== base.origin) throw sourceErrors['bad-settings']({ detail: '路径必须在同一主机上' });
  const { paging, sinceParam } = settings;
  if (paging.kind === 'page') {
    url.searchParams.set(paging.param, String(paging.first));
    if (paging.sizeParam) url.searchParams.set(paging.sizeParam, String(paging.size));
  }
  if (paging.kind === 'offset') {
    url.searchParams.set(paging.param, '0');
    url.searchParams.set(paging.sizeParam, String(paging.size));
  }
  if (sinceParam && after !== null) url.searchParams.set(sinceParam, after);
  return url;
}

async function* pagesOf(
  ask: (url: URL) => Promise<Answer>,
  settings: HttpSettings,
  { object, columns, after, limit }: PullRequest,
): AsyncGenerator<Page> {
  let url: URL | null = firstUrl(settings, object.name, after?.value ?? null);
  for (let page = 0; url !== null && page < MOST_PAGES; page++) {
    const { records, next, bytes }: Answer = await ask(url);
    yield { rows: records.map((record) => columns.map(({ name }) => record[name] ?? null)), bytes };
    if (limit !== undefined || next?.href === url.href) return;
    url = next;
  }
}

type Session = { token: string | null; last: number; readonly elapsed: () => number };

async function askFor(
  { clock }: Platform,
  settings: HttpSettings,
  secret: string,
  session: Session,
  url: URL,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const wait = session.last + 60_000 / settings.perMinute - session.elapsed();
    if (wait > 0) await sleep(wait);
    session.last = session.elapsed();
    const response = await fetch(url, {
      headers: await headersOf(settings, secret, session),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.ok) return answerOf(settings, url, response);
    await response.body?.cancel();
    const later = response.status === 429 || response.status === 503;
    if (response.status === 401 && session.token !== null && attempt === 1) session.token = null;
    else if (later && attempt < ATTEMPTS)
      await sleep(Math.min(retryAfter(response, clock.now()) ?? 1_000 * 2 ** attempt, LONGEST_WAIT_MS));
    else throw refused(response.status);
  }
}

function refused(status: number): Error {
  if (status >= 300 && status < 400) return sourceErrors['bad-answer']({ detail: '它转到了别处，请填写最终的地址' });
  if (status === 429 || status === 503) return sourceErrors['bad-answer']({ detail: '对方限流或繁忙，请稍后再试' });
  if ([401, 403, 404].includes(status)) return new Error(`HTTP ${status}`);
  return sourceErrors['bad-answer']({ detail: `状态码 ${status}` });
}

/** Seconds or a date (RFC 9110 section 10.2.3), as milliseconds from now. */
function retryAfter(response: Response, now: Date): number | null {
  const text = response.headers.get('retry-after');
  if (text === null) return null;
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

async function headersOf(
  { auth }: HttpSettings,
  secret: string,
  session: Session,
): Promise<globalThis.Record<string, string>> {
  switch (auth.kind) {
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${auth.user}:${secret}`).toString('base64')}` };
    case 'bearer':
      return { authorization: `Bearer ${secret}` };
    case 'api-key':
      return { [auth.header]: secret };
    case 'oauth':
      session.token ??= await tokenOf(auth, secret);
      return { authorization: `Bearer ${session.token}` };
    default:
      return {};
  }
}

/** RFC 6749 section 4.4: the client's own credentials for a token. */
async function tokenOf(
  { tokenUrl, client, scope }: Extract<HttpSettings['auth'], { kind: 'oauth' }>,
  secret: string,
): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) });
  const authorization = `Basic ${Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64')}`;
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body,
    headers: { authorization },
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer: unknown = response.ok ? await response.json().catch(() => null) : null;
  const token = valueAt(answer, 'access_token');
  if (typeof token === 'string') return token;
  throw new Error(`HTTP ${response.ok ? 401 : response.status}`);
}

async function answerOf(settings: HttpSettings, url: URL, response: Response): Promise<Answer> {
  const text = await boundedText(response);
  const bytes = Buffer.byteLength(text);
  if (settings.format === 'csv') {
    const records = csvRecords(text);
    return { records, next: nextPage(settings.paging, url, null, records.length, response.headers.get('link')), bytes };
  }
  const body = parsed(text);
  const found = recordsIn(body, settings.records);
  if (found === null) throw sourceErrors['bad-answer']({ detail: `在“${settings.records || '最外层'}”没有找到行` });
  const next = nextPage(settings.paging, url, body, found.length, response.headers.get('link'));
  if (next !== null && next.origin !== url.origin) throw sourceErrors['bad-answer']({ detail: '下一页在另一台主机上' });
  return { records: found.map(textsOf), next, bytes };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw sourceErrors['bad-answer']({ detail: '不是 JSON' });
  }
}

function csvRecords(text: string): Record[] {
  try {
    const rows: unknown = parse(text, { bom: true, columns: true, skip_empty_lines: true });
    return Array.isArray(rows) ? rows.map(textsOf) : [];
  } catch {
    throw sourceErrors['bad-answer']({ detail: '不是 CSV' });
  }
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw sourceErrors['bad-answer']({ detail: '一页超过 64 MB，请设置分页' });
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
