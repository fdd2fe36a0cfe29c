import type { SourceInput } from '../../sources/contract.ts';

/** What stands in the fields of the form, by name. */
export type Fields = Readonly<Record<string, string>>;

export const KINDS = ['postgres', 'mysql', 'oracle', 'dm', 'http', 'folder', 's3', 'mqtt', 'kafka'] as const;
export type Kind = (typeof KINDS)[number];
export const CLASSES = ['government', 'enterprise', 'social'] as const;

const PORTS: Partial<Record<Kind, string>> = { postgres: '5432', mysql: '3306', oracle: '1521', dm: '5236' };

/** Fields of a kind in the order of the form; `auth` and `paging` of interfaces stand apart. */
export const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  postgres: ['host', 'port', 'database', 'schema', 'user', 'secret'],
  mysql: ['host', 'port', 'database', 'user', 'secret'],
  oracle: ['host', 'port', 'database', 'schema', 'user', 'secret'],
  dm: ['host', 'port', 'schema', 'user', 'secret'],
  http: ['url', 'records', 'perMinute'],
  folder: ['path'],
  s3: ['url', 'accessKey', 'secret'],
  mqtt: ['url', 'user', 'secret', 'count', 'seconds'],
  kafka: ['brokers', 'user', 'secret', 'count', 'seconds'],
};

const DEFAULTS: Fields = {
  ...{ host: '', database: '', user: '', schema: '', url: '', records: '', path: '', accessKey: '', brokers: '' },
  ...{ secret: '', perMinute: '600', count: '1000', seconds: '10', format: 'json', paging: 'none', auth: 'none' },
  ...{ tokenUrl: '', mechanism: 'none', tls: '', name: '', class: 'government', provider: '' },
};

export function defaultsOf(kind: Kind): Fields {
  return { ...DEFAULTS, kind, port: PORTS[kind] ?? '', format: kind === 's3' ? 'CSVWithNames' : 'json' };
}

/** The request that the form makes; the server checks it. */
export function inputOf(fields: Fields, kind: Kind) {
  const { name = '', provider = '', secret = '' } = fields;
  return {
    name,
    class: CLASSES.find((one) => one === fields.class) ?? 'government',
    providerDept: provider.trim() || null,
    connection: { kind, settings: settingsOf(fields, kind) },
    ...(secret !== '' && { secret }),
  } satisfies Omit<SourceInput, 'connection'> & { connection: unknown };
}

function settingsOf(fields: Fields, kind: Kind): object {
  const { host, port, database, user, schema, url, records, path, accessKey, format, tls, mechanism } = fields;
  const flush = { count: Number(fields.count), seconds: Number(fields.seconds) };
  switch (kind) {
    case 'http':
      return {
        url,
        format,
        records,
        paging: pagingOf(fields),
        auth: authOf(fields),
        perMinute: Number(fields.perMinute),
      };
    case 'folder':
      return { path };
    case 's3':
      return { url, accessKey, format };
    case 'mqtt':
      return { url, user, ...flush };
    case 'kafka':
      return {
        brokers: (fields.brokers ?? '').split(/[,，\s]+/).filter(Boolean),
        user,
        mechanism,
        tls: tls === '1',
        ...flush,
      };
    default:
      return { host, port: Number(port), database, user, ...(schema && { schema }) };
  }
}

function pagingOf({ paging }: Fields): object {
  if (paging === 'page') return { kind: 'page', param: 'page', first: 1, sizeParam: 'size', size: 500 };
  if (paging === 'offset') return { kind: 'offset', param: 'offset', sizeParam: 'limit', size: 500 };
  return paging === 'cursor' ? { kind: 'cursor', param: 'cursor', path: 'next' } : { kind: paging };
}

function authOf({ auth, user, tokenUrl }: Fields): object {
  if (auth === 'basic') return { kind: 'basic', user };
  if (auth === 'api-key') return { kind: 'api-key', header: 'X-API-Key' };
  return auth === 'oauth' ? { kind: 'oauth', tokenUrl, client: user } : { kind: auth };
}
