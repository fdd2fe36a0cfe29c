import { defineErrors, Refusal } from '#platform/errors.ts';
import { cleaned, type Trouble, troubleOf } from './rules/engine-error.ts';

/** What sources, collections and runs refuse. */
export const sourceErrors = defineErrors('ingest', {
  'no-such-source': [404, () => '没有这个数据源。'],
  'no-such-collection': [404, () => '没有这个采集任务。'],
  'collected-already': [
    409,
    (p: { title: string }) => `“${p.title}”已有采集任务在汇入，请改用那个任务，或另取资源名称。`,
  ],
  'source-name-taken': [409, (p: { name: string }) => `已有名为“${p.name}”的数据源，请换一个名称。`],
  'source-in-use': [409, () => '这个数据源还有采集任务，不能删除；可以停止它们。'],
  'source-kind-fixed': [409, () => '数据源的类型不能改，请另建一个。'],
  'bad-settings': [422, (p: { detail: string }) => `连接设置有误：${p.detail}`],
  'bad-schedule': [
    422,
    (p: { cron: string }) => `读不懂这个时间表达式：${p.cron}。应为“分 时 日 月 周”五段，例如 0 6 * * *。`,
  ],
  'bad-collection': [422, (p: { detail: string }) => `采集设置有误：${p.detail}`],
  'outside-inbox': [403, (p: { root: string }) => `文件夹必须在导入目录 ${p.root} 之内。`],
  'source-wrong-password': [422, () => '用户名或口令（密钥）不对，来源拒绝登录。'],
  'source-unreachable': [422, () => '连不上来源：地址或端口不对，服务没有启动，或网络不通。'],
  'source-unknown-database': [422, () => '已连上，但来源里没有这个库（或实例、桶）。'],
  'source-no-permission': [422, () => '已登录，但这个账号没有读取的权限，请来源方授予只读权限。'],
  'source-no-such-object': [422, () => '来源里没有这张表（或路径、主题）。'],
  'source-dropped': [422, () => '读取中连接断开，没有提交任何行，将按上次的位置重来。'],
  'source-timeout': [422, () => '来源太久没有应答，没有提交任何行。'],
  'source-bad-value': [422, () => '有值超出所定类型的范围，没有提交任何行。请核对字段类型。'],
  'source-other': [422, () => '读取来源时出错，详情已记入运维日志，没有提交任何行。'],
  'no-driver': [
    422,
    () =>
      '达梦驱动 dmdb 未安装：它没有声明许可证，本产品不随附。请运维人员核对其许可后在安装目录执行 npm install --no-save dmdb，然后重启。',
  ],
  'bad-answer': [422, (p: { detail: string }) => `接口的应答读不懂：${p.detail}`],
  'bad-rows': [422, (p: { name: string; detail: string }) => `“${p.name}”读不成表：${p.detail}`],
  'already-running': [409, () => '这个采集任务正在运行。'],
  'not-active': [409, () => '这个采集任务没有在用（已暂停、停止或等待决定），不能运行。'],
  'not-gated': [409, () => '没有等待决定的变化。'],
  'cannot-ignore': [409, () => '少了的列、换了类型的列和读不成的值不能忽略，只能接受新的形状或停止。'],
  'needs-key': [409, () => '缺少或换了类型的列是增量位置或主键，不能接受新的形状；请停止后另建采集任务。'],
  'is-stream': [409, () => '消息类来源随到随收，不能按次运行。'],
  gated: [409, (p: { what: string }) => `来源的结构变了：${p.what}。没有提交任何行，等待决定。`],
});

const OF_TROUBLE: Readonly<Record<Trouble, (cause: unknown) => Refusal>> = {
  'wrong-password': (cause) => sourceErrors['source-wrong-password']({}, cause),
  unreachable: (cause) => sourceErrors['source-unreachable']({}, cause),
  'unknown-database': (cause) => sourceErrors['source-unknown-database']({}, cause),
  'no-permission': (cause) => sourceErrors['source-no-permission']({}, cause),
  'no-such-object': (cause) => sourceErrors['source-no-such-object']({}, cause),
  dropped: (cause) => sourceErrors['source-dropped']({}, cause),
  timeout: (cause) => sourceErrors['source-timeout']({}, cause),
  'bad-value': (cause) => sourceErrors['source-bad-value']({}, cause),
  other: (cause) => sourceErrors['source-other']({}, cause),
};

/**
 * The refusal that an engine's or driver's error amounts to. Its own text may name accounts, addresses and secrets: what
 * is kept as cause is cleaned of `secrets`, for the log of the operators, and no user reads it.
 */
export function refusalFrom(error: unknown, secrets: readonly string[]): Refusal {
  if (error instanceof Refusal) return error;
  return OF_TROUBLE[troubleOf(error)](new Error(cleaned(error, secrets)));
}
