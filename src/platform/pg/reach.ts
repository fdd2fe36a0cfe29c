import { Client } from 'pg';
import { Refusal } from '../errors.ts';

/** Longest wait in milliseconds for a server that does not answer. */
const PATIENCE = 10_000;
/** `server_version_num` of PostgreSQL 15. */
const OLDEST = 150_000;

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: '连接被拒绝，数据库没有启动或端口不对',
  ENOTFOUND: '找不到这个主机',
  EAI_AGAIN: '找不到这个主机',
  ETIMEDOUT: '连接超时',
  EHOSTUNREACH: '网络不通',
  ENETUNREACH: '网络不通',
  ECONNRESET: '连接被中断，对方可能不是 PostgreSQL',
  '28P01': '用户名或密码不对',
  '28000': '数据库不接受这个用户',
  '3D000': '没有这个数据库',
  '53300': '数据库的连接数已用完',
  '57P03': '数据库正在启动',
};

/**
 * See that the server which `DATABASE_URL` names answers and is new enough.
 * @throws {Refusal} `platform.no-database` in words for whoever set the variable; the password is not told.
 */
export async function reachPostgres(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE });
  // A server that hangs up while we ask fails the query as well.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    if (Number(rows[0]?.version) < OLDEST) throw new Error('需要 PostgreSQL 15 或更新的版本');
  } catch (error) {
    throw noDatabase(client, error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The driver's own word for a wait that was too long, else the error as the server worded it. */
function causeOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /timeout|terminated/i.test(text) ? '没有应答，对方可能不是 PostgreSQL' : text;
}

function noDatabase({ host, port, database }: Client, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = CAUSES[code] ?? causeOf(error);
  const where = `${host}:${port}/${database ?? ''}`;
  const say = `无法使用 DATABASE_URL 指定的数据库（${where}）：${cause}。请检查地址和数据库后重试；去掉 DATABASE_URL 则使用内嵌数据库。`;
  return new Refusal('platform.no-database', 503, say, { where }, error);
}
