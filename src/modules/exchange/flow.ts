import { defineFlow } from '#platform/workflow.ts';

/**
 * 共享申请, from draft to grant. An unconditional resource grants at once (`take`). The order of steps follows
 * 《政务信息资源共享管理暂行办法》 (国发〔2016〕51号) and the procedure in 山西: conformity by the data authority, then the
 * provider; when parties do not agree, the authority of their level coordinates.
 */
export const requestFlow = defineFlow({
  name: 'exchange.request',
  version: 1,
  initial: 'draft',
  states: {
    draft: '草稿',
    conformity: '规范性审查',
    supplement: '待补正',
    provider: '提供部门审核',
    clarify: '待说明',
    rejected: '不予受理',
    refused: '不予共享',
    coordination: '异议协调',
    upheld: '维持不予共享',
    granted: '已授权',
    withdrawn: '已撤回',
  },
  arrows: {
    submit: { from: ['draft'], to: 'conformity', permission: 'exchange:request', label: '提交申请' },
    take: { from: ['draft'], to: 'granted', permission: 'exchange:request', label: '无条件共享，直接授权' },
    pass: { from: ['conformity'], to: 'provider', permission: 'exchange:approve', label: '审查通过' },
    return: { from: ['conformity'], to: 'supplement', permission: 'exchange:approve', label: '退回补正', reason: true },
    supply: { from: ['supplement'], to: 'conformity', permission: 'exchange:request', label: '补正后再报' },
    reject: { from: ['conformity'], to: 'rejected', permission: 'exchange:approve', label: '不予受理', reason: true },
    ask: { from: ['provider'], to: 'clarify', permission: 'exchange:provide', label: '要求说明', reason: true },
    explain: { from: ['clarify'], to: 'provider', permission: 'exchange:request', label: '说明', reason: true },
    approve: { from: ['provider'], to: 'granted', permission: 'exchange:provide', label: '同意共享' },
    refuse: { from: ['provider'], to: 'refused', permission: 'exchange:provide', label: '不予共享', reason: true },
    object: { from: ['refused'], to: 'coordination', permission: 'exchange:request', label: '提出异议', reason: true },
    concede: { from: ['coordination'], to: 'granted', permission: 'exchange:provide', label: '协商同意共享' },
    overrule: {
      from: ['coordination'],
      to: 'granted',
      permission: 'exchange:approve',
      label: '协调决定共享',
      reason: true,
    },
    uphold: {
      from: ['coordination'],
      to: 'upheld',
      permission: 'exchange:approve',
      label: '维持不予共享',
      reason: true,
    },
    withdraw: {
      from: ['draft', 'conformity', 'supplement', 'provider', 'clarify', 'coordination'],
      to: 'withdrawn',
      permission: 'exchange:request',
      label: '撤回申请',
      reason: true,
    },
  },
});

/** 授权: stopped by its provider or the bureau, given back by its holder, over by time. */
export const grantFlow = defineFlow({
  name: 'exchange.grant',
  version: 1,
  initial: 'active',
  states: { active: '有效', suspended: '暂停', revoked: '已撤销', expired: '已到期' },
  arrows: {
    suspend: { from: ['active'], to: 'suspended', permission: 'exchange:provide', label: '暂停授权', reason: true },
    resume: { from: ['suspended'], to: 'active', permission: 'exchange:provide', label: '恢复授权', reason: true },
    revoke: {
      from: ['active', 'suspended'],
      to: 'revoked',
      permission: 'exchange:provide',
      label: '撤销授权',
      reason: true,
    },
    halt: {
      from: ['active', 'suspended'],
      to: 'revoked',
      permission: 'exchange:approve',
      label: '责令停止共享',
      reason: true,
    },
    return: {
      from: ['active', 'suspended'],
      to: 'revoked',
      permission: 'exchange:request',
      label: '交回授权',
      reason: true,
    },
    expire: { from: ['active', 'suspended'], to: 'expired', permission: 'exchange:system', label: '到期' },
  },
});

/** 校核: raised by whoever uses the data, dealt with by the owner, confirmed by whoever raised it. */
export const correctionFlow = defineFlow({
  name: 'exchange.correction',
  version: 1,
  initial: 'raised',
  states: {
    raised: '待受理',
    accepted: '核实中',
    corrected: '已更正',
    declined: '不予更正',
    disputed: '复核中',
    closed: '已办结',
    withdrawn: '已撤回',
  },
  arrows: {
    accept: { from: ['raised'], to: 'accepted', permission: 'exchange:provide', label: '受理' },
    correct: {
      from: ['raised', 'accepted', 'disputed'],
      to: 'corrected',
      permission: 'exchange:provide',
      label: '已在源头更正',
      reason: true,
    },
    decline: {
      from: ['raised', 'accepted'],
      to: 'declined',
      permission: 'exchange:provide',
      label: '不予更正',
      reason: true,
    },
    confirm: { from: ['corrected', 'declined'], to: 'closed', permission: 'exchange:request', label: '确认办结' },
    dispute: {
      from: ['corrected', 'declined'],
      to: 'disputed',
      permission: 'exchange:request',
      label: '不认可，请求复核',
      reason: true,
    },
    settle: { from: ['disputed'], to: 'closed', permission: 'exchange:approve', label: '复核裁定', reason: true },
    withdraw: {
      from: ['raised', 'accepted'],
      to: 'withdrawn',
      permission: 'exchange:request',
      label: '撤回校核',
      reason: true,
    },
  },
});

export type RequestEvent = keyof typeof requestFlow.arrows;
export type GrantEvent = keyof typeof grantFlow.arrows;
export type CorrectionEvent = keyof typeof correctionFlow.arrows;

/**
 * A state as the flow knows it.
 * @throws {Error} for any other word: a flow returns its own states only
 */
export function stateIn<S extends string>(flow: { readonly states: Readonly<Record<S, string>> }, state: string): S {
  const known = (Object.keys(flow.states) as S[]).find((name) => name === state);
  if (known === undefined) throw new Error(`no state ${state} in the flow`);
  return known;
}
