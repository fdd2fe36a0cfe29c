import type { OlapEngine, OlapParams } from '#platform/olap/engine.ts';
import type { S3Settings } from '../contract.ts';
import { CLICKHOUSE } from '../rules/quote.ts';
import type { Connector, PullRequest } from './connector.ts';

/**
 * S3 and what speaks it (MinIO, 阿里 OSS, 华为 OBS), read by the warehouse through `s3()`. Keys are bound parameters: they
 * are in no statement's text. An object's name is a pattern below the bucket: `orders/2026-*.csv`.
 */
export function openS3(olap: OlapEngine, settings: S3Settings, secret: string): Connector {
  const from = (format: string) =>
    settings.accessKey === ''
      ? `s3({src_url:String}, NOSIGN, '${format}')`
      : `s3({src_url:String}, {src_key:String}, {src_secret:String}, '${format}')`;
  const params = (name: string): OlapParams => ({
    src_url: `${settings.url.replace(/\/+$/, '')}/${name.replace(/^\/+/, '')}`,
    ...(settings.accessKey !== '' && { src_key: settings.accessKey, src_secret: secret }),
  });
  const list = () => olap.rows(`SELECT DISTINCT _path FROM ${from('One')} ORDER BY 1 LIMIT 5000`, params('**'));
  return {
    test: async () => void (await list()),
    objects: async () =>
      (await list()).map(([path]) => ({ schema: '', name: keyOf(settings.url, String(path)), comment: '' })),
    columns: async ({ name }) => {
      const rows = await olap.rows(`DESCRIBE TABLE ${from(settings.format)}`, params(name));
      return rows.map(([column, type]) => ({ name: String(column), type: String(type), comment: '', key: false }));
    },
    pull: (request) => ({
      kind: 'relation',
      relation: {
        from: selectOf(from(settings.format), request),
        params: params(request.object.name),
        settings: { session_timezone: 'Asia/Shanghai' },
      },
    }),
    close: async () => {},
  };
}

function selectOf(from: string, { columns, after, limit }: PullRequest): string {
  const cells = columns.map(({ name }, i) => `${CLICKHOUSE.name(name)} AS c${i + 1}`);
  const where =
    after === null
      ? ''
      : ` WHERE ${CLICKHOUSE.name(after.column.name)} ${after.inclusive ? '>=' : '>'} ${CLICKHOUSE.text(after.value)}`;
  return `(SELECT ${cells.join(', ')} FROM ${from}${where}${limit === undefined ? '' : ` LIMIT ${Math.trunc(limit)}`})`;
}

/** The engine's path begins with the bucket. */
function keyOf(url: string, path: string): string {
  const bucket = new URL(url).pathname.replaceAll(/^\/+|\/+$/g, '');
  return bucket !== '' && path.startsWith(`${bucket}/`) ? path.slice(bucket.length + 1) : path;
}
