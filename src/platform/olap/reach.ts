import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { Refusal } from '../errors.ts';

/** Longest wait in milliseconds for a server that does not answer. */
const PATIENCE = 10_000;

/**
 * See that the server which `CLICKHOUSE_URL` names answers a query.
 * @throws {Refusal} `platform.no-warehouse` in words for whoever set the variable; the password is not told.
 */
export async function reachClickhouse(url: string): Promise<void> {
  const client = createClient({ url, request_timeout: PATIENCE, log: { level: ClickHouseLogLevel.OFF } });
  try {
    const answer = await client.ping({ select: true });
    if (!answer.success) throw noWarehouse(url, answer.error);
  } finally {
    await client.close();
  }
}

function noWarehouse(url: string, error: Error): Refusal {
  const where = new URL(url).host;
  const code = 'code' in error ? String(error.code) : '';
  const cause = code === 'ECONNREFUSED' ? '连接被拒绝，服务没有启动或端口不对' : error.message || code;
  const say = `无法使用 CLICKHOUSE_URL 指定的数仓（${where}）：${cause}。请检查地址和服务后重试；去掉 CLICKHOUSE_URL 则使用内嵌数仓。`;
  return new Refusal('platform.no-warehouse', 503, say, { where }, error);
}
