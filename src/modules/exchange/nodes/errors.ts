import { defineErrors } from '#platform/errors.ts';

const minutes = (ms: number): string => `${Math.round(Math.abs(ms) / 60_000)} 分钟`;

/** What nodes refuse of each other and of their keepers; the code is stable, the sentence is for whoever keeps the node. */
export const nodeErrors = defineErrors('exchange', {
  'node-no-key': [
    409,
    () => '本节点没有在有效期内的签名密钥，不能签名。请在“节点交换”页面轮换密钥，并请省级节点更新目录。',
  ],
  'node-not-set-up': [409, () => '本节点还没有加入交换网络。请先在“节点交换”页面建立省级节点，或导入入网许可。'],
  'node-set-up-already': [409, () => '本节点已经建立，不能重复建立。'],
  'node-not-province': [409, () => '只有省级节点能签发节点目录。'],
  'node-unknown-peer': [422, (p: { to: string }) => `节点目录里没有可用的节点“${p.to}”。`],
  'node-unknown-type': [422, (p: { type: string }) => `本节点不办理“${p.type}”类报文。`],
  'node-no-part': [422, (p: { hash: string }) => `没有内容为 ${p.hash.slice(0, 12)}… 的附件，不能发送。`],
  'node-bad-call': [400, () => '节点之间的调用缺少签名标头，或标头读不懂。'],
  'node-malformed': [400, () => '报文格式不合规范，未收。'],
  'node-wrong-recipient': [403, (p: { to: string }) => `报文的收件方是“${p.to}”，不是本节点，未收。`],
  'node-wrong-sender': [403, () => '报文的发件方与发起调用的节点不一致，未收。'],
  'node-unknown-node': [403, (p: { from: string }) => `节点目录里没有“${p.from}”这个节点。`],
  'node-suspended': [403, (p: { from: string }) => `节点“${p.from}”已被暂停或撤销，不能交换。`],
  'node-unknown-key': [403, () => '节点目录里没有签名所用的密钥。对方若刚轮换密钥，请省级节点更新目录。'],
  'node-revoked-key': [403, () => '签名所用的密钥已被吊销，未收。'],
  'node-key-out-of-date': [403, () => '签名所用的密钥不在有效期内，未收。'],
  'node-bad-signature': [403, () => '签名与内容不符：内容在途中被改动过，或签名者不是本人。'],
  'node-tampered-body': [422, () => '正文与签名里的摘要不符：正文被改动过，未收。'],
  'node-tampered-part': [422, () => '附件与签名里的摘要不符：附件在途中被改动或损坏，请重新发送。'],
  'node-clock-skew': [
    422,
    (p: { ms: number }) =>
      `两个节点的时钟相差 ${minutes(p.ms)}（对方比本节点${p.ms > 0 ? '快' : '慢'}），超过 5 分钟。请校准时钟后自动重发。`,
  ],
  'node-expired': [410, () => '报文已过有效期，未办理。'],
  'node-replayed': [409, () => '这次调用（或这个序号）已经用过：可能是重放，未收。'],
  'node-sequence-gap': [409, (p: { expected: number }) => `前面还有报文未到（应到第 ${p.expected} 号），本件已暂存。`],
  'node-unknown-grant': [
    403,
    (p: { grant: string | null }) => (p.grant === null ? '这类报文须注明授权编号。' : `没有有效的授权“${p.grant}”。`),
  ],
  'node-bad-body': [422, (p: { detail: string }) => `正文不合这类报文的格式：${p.detail}`],
  'node-not-announced': [404, () => '没有报文提到这个附件，或附件清单还没有到，未收。'],
  'node-plain-transport': [403, () => '节点目录要求该节点用双向 TLS 连接，不收明文连接。'],
  'node-wrong-certificate': [403, () => '连接所用的证书与节点目录登记的指纹不符。'],
  'node-handler-failed': [500, () => '收件方办理时出错，已记录，稍后会自动重发。'],
  'node-unreachable': [503, (p: { cause: string }) => `无法连接对方节点：${p.cause}。`],
  'node-bad-reply': [502, () => '对方节点的回执读不懂，或签名不符，按未送达处理。'],
  'node-directory-malformed': [422, () => '节点目录读不懂。'],
  'node-directory-bad-signature': [403, () => '节点目录不是由省级节点签发的，未采用。'],
  'node-directory-older': [409, () => '节点目录比本节点现用的旧，未采用。'],
  'node-directory-forked': [409, () => '同一版本的节点目录有两种内容，未采用。请立即联系省级节点核查。'],
  'node-directory-expired': [410, () => '节点目录已过有效期，请省级节点重新签发。'],
  'node-bad-request-file': [422, () => '入网申请读不懂，或申请人的签名不符。'],
  'node-bad-admission': [422, () => '入网许可读不懂，或与本节点的申请不符。'],
  'node-no-message': [404, () => '没有这件报文，或它不在可以重发的状态。'],
  'node-log-rewritten': [409, () => '对方节点的日志与它先前签过的不一致：日志可能被改写，已留证。'],
});

/** Codes as they stand in receipts, without the module's name. */
export type NodeErrorCode = keyof typeof nodeErrors;
