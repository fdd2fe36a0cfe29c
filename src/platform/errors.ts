/** A refusal a user can read: stable code, Chinese sentence, HTTP status. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    status: number,
    message: string,
    params: Readonly<Record<string, unknown>>,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = status;
    this.params = params;
  }
}

type Params = Readonly<Record<string, unknown>>;
/** One row of a module's error table: status and the sentence, made from typed parameters. */
export type ErrorRow<P extends Params> = readonly [status: number, say: (params: P) => string];
// biome-ignore lint/suspicious/noExplicitAny: a table mixes parameter types; each entry keeps its own.
type ErrorTable = Readonly<Record<string, ErrorRow<any>>>;
type ErrorMakers<T extends ErrorTable> = {
  readonly [K in keyof T]: T[K] extends ErrorRow<infer P> ? (params: P, cause?: unknown) => Refusal : never;
};

/**
 * Turn a module's table of errors into functions that make refusals.
 * The code on the wire is `<module>.<key>`; the sentence is what the user reads.
 */
export function defineErrors<T extends ErrorTable>(module: string, table: T): ErrorMakers<T> {
  const makers: Record<string, (params: Params, cause?: unknown) => Refusal> = {};
  for (const [key, [status, say]] of Object.entries(table)) {
    makers[key] = (params, cause) => new Refusal(`${module}.${key}`, status, say(params), params, cause);
  }
  return makers as ErrorMakers<T>;
}

/** Refusals any module may make. */
export const platformErrors = defineErrors('platform', {
  'not-found': [404, (p: { what: string }) => `没有找到${p.what}。`],
  forbidden: [403, (p: { what: string }) => `您的岗位没有“${p.what}”的权限。`],
  'not-signed-in': [401, () => '请先登录。'],
  'bad-request': [400, (p: { detail: string }) => `请求有误：${p.detail}`],
  'bad-value': [400, () => '内容里有系统不能保存的字符，或超出范围的数值。'],
  conflict: [409, (p: { detail: string }) => p.detail],
  'out-of-space': [507, () => '磁盘空间不足，内容没有保存。请清理磁盘后重试。'],
  'store-unavailable': [503, (p: { store: string }) => `${p.store}暂时不可用，内容没有保存，请稍后重试。`],
  'too-many-lines': [429, (p: { most: number }) => `同一次登录最多打开 ${p.most} 个页面，请关闭一些再试。`],
  'missing-header': [403, () => '请求缺少防伪标头 x-yiping，已拒绝。'],
});

/**
 * The refusal that an operating-system or database error amounts to, when a user should read it; else null. A NUL in a
 * text and a number beyond its column (SQLSTATE class 22) are the sender's doing, not ours.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (isEmscriptenFull(error)) return platformErrors['out-of-space']({}, error);
  const text = error instanceof Error ? `${'code' in error ? String(error.code) : ''} ${error.message}` : '';
  if (/ENOSPC|NOT_ENOUGH_SPACE|No space left|disk full/i.test(text)) return platformErrors['out-of-space']({}, error);
  if (/^(22003|22021|22P02|22P05) /.test(text)) return platformErrors['bad-value']({}, error);
  if (/ECONNREFUSED|ECONNRESET|Connection terminated|57P01/.test(text)) {
    return platformErrors['store-unavailable']({ store: '数据库' }, error);
  }
  return null;
}

/** PGlite's file system throws plain objects; 51 is its ENOSPC. */
function isEmscriptenFull(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errno' in error && error.errno === EMSCRIPTEN_ENOSPC;
}

const EMSCRIPTEN_ENOSPC = 51;
