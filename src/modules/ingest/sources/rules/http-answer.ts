import type { Paging } from '../contract.ts';

/** What stands at a dotted path of a parsed answer; undefined where nothing does. An empty path is the whole. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path.split('.').reduce<unknown>((found, key) => {
    if (typeof found !== 'object' || found === null) return undefined;
    return Object.entries(found).find(([name]) => name === key)?.[1];
  }, value);
}

/** The rows of an answer; null when there is no list of objects at the path. */
export function recordsIn(answer: unknown, path: string): object[] | null {
  const found = valueAt(answer, path);
  if (!Array.isArray(found)) return null;
  const records = found.filter((record): record is object => typeof record === 'object' && record !== null);
  return records.length === found.length ? records : null;
}

/** A record as texts by name. Objects within become `outer.inner`, lists and what is deeper stay JSON. */
export function textsOf(record: unknown): Record<string, string | null> {
  const texts: Record<string, string | null> = {};
  if (typeof record !== 'object' || record === null) return texts;
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [inner, deep] of Object.entries(value)) texts[`${name}.${inner}`] = textOf(deep);
    else texts[name] = textOf(value);
  }
  return texts;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The address of the next page; null after the last. Pages by number and offset end with a page that is not full. */
export function nextPage(paging: Paging, url: URL, answer: unknown, records: number, link: string | null): URL | null {
  switch (paging.kind) {
    case 'page':
      return records < paging.size ? null : counted(url, paging.param, 1);
    case 'offset':
      return records < paging.size ? null : counted(url, paging.param, records);
    case 'cursor': {
      const cursor = valueAt(answer, paging.path);
      return records === 0 || cursor === null || cursor === undefined || cursor === ''
        ? null
        : withParam(url, paging.param, String(cursor));
    }
    case 'link':
      return linked(url, link);
    default:
      return null;
  }
}

function counted(url: URL, param: string, by: number): URL {
  return withParam(url, param, String(Number(url.searchParams.get(param) ?? '0') + by));
}

function withParam(url: URL, param: string, value: string): URL {
  const next = new URL(url);
  next.searchParams.set(param, value);
  return next;
}

/** RFC 8288: the target of `rel="next"`. */
function linked(url: URL, link: string | null): URL | null {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(link ?? '')?.[1];
  return target !== undefined && URL.canParse(target, url) ? new URL(target, url) : null;
}
