import { defineFlow } from '#platform/workflow.ts';

const permission = 'portal:publish';

/** 开放版本: checked by the engine, decided by a person, replaced by the next. */
export const releaseFlow = defineFlow({
  name: 'portal.release',
  version: 1,
  initial: 'checking',
  states: {
    checking: '核查中',
    refused: '未通过核查',
    ready: '待发布',
    published: '已发布',
    superseded: '已被新版取代',
    withdrawn: '已撤下',
    discarded: '已作废',
  },
  arrows: {
    pass: { from: ['checking'], to: 'ready', permission, label: '通过核查' },
    fail: { from: ['checking'], to: 'refused', permission, label: '未通过核查', reason: true },
    publish: { from: ['ready'], to: 'published', permission, label: '发布' },
    supersede: { from: ['published'], to: 'superseded', permission, label: '由新版取代' },
    withdraw: { from: ['published'], to: 'withdrawn', permission, label: '撤下', reason: true },
    discard: { from: ['ready'], to: 'discarded', permission, label: '作废', reason: true },
  },
});

/** 公众意见: shown only after a person has looked at it. */
export const voiceFlow = defineFlow({
  name: 'portal.voice',
  version: 1,
  initial: 'received',
  states: { received: '待审', shown: '已公开', answered: '已答复', hidden: '不公开' },
  arrows: {
    show: { from: ['received', 'hidden'], to: 'shown', permission, label: '公开' },
    answer: { from: ['received', 'shown', 'answered'], to: 'answered', permission, label: '答复并公开' },
    hide: { from: ['received', 'shown', 'answered'], to: 'hidden', permission, label: '不公开', reason: true },
  },
});

/** 场景征集. */
export const sceneFlow = defineFlow({
  name: 'portal.scene',
  version: 1,
  initial: 'draft',
  states: { draft: '拟稿', open: '征集中', closed: '已截止' },
  arrows: {
    open: { from: ['draft', 'closed'], to: 'open', permission, label: '发布征集' },
    close: { from: ['open'], to: 'closed', permission, label: '截止' },
  },
});

/** 方案 → 评审 → 试点 → 应用. */
export const proposalFlow = defineFlow({
  name: 'portal.proposal',
  version: 1,
  initial: 'submitted',
  states: {
    submitted: '待评审',
    accepted: '入选',
    declined: '未入选',
    piloting: '试点中',
    stopped: '试点终止',
    applied: '已上线',
    retired: '已下线',
  },
  arrows: {
    accept: { from: ['submitted'], to: 'accepted', permission, label: '入选' },
    decline: { from: ['submitted'], to: 'declined', permission, label: '不入选', reason: true },
    pilot: { from: ['accepted'], to: 'piloting', permission, label: '开始试点' },
    stop: { from: ['accepted', 'piloting'], to: 'stopped', permission, label: '终止', reason: true },
    apply: { from: ['piloting'], to: 'applied', permission, label: '上线' },
    retire: { from: ['applied'], to: 'retired', permission, label: '下线', reason: true },
  },
});
