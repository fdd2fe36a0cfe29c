import { defineFlow } from '#platform/workflow.ts';

const WRITE = 'catalogue:write';
const REVIEW = 'catalogue:review';

/**
 * 编制 → 审核 → 发布 → 变更 → 停用. Who writes does not review: the actions see to it that the hand which submitted is
 * not the one that decides. `return` and `recall` go back to where the resource came from; a resource that has been
 * published comes back as a change.
 */
export const RESOURCE_FLOW = defineFlow({
  name: 'catalogue.resource',
  version: 1,
  initial: 'draft',
  states: { draft: '编制', review: '审核', published: '已发布', changing: '变更', retired: '已停用' },
  arrows: {
    submit: { from: ['draft', 'changing'], to: 'review', permission: WRITE, label: '提交审核' },
    recall: { from: ['review'], to: 'draft', permission: WRITE, label: '撤回' },
    'recall-change': { from: ['review'], to: 'changing', permission: WRITE, label: '撤回' },
    return: { from: ['review'], to: 'draft', permission: REVIEW, reason: true, label: '退回' },
    'return-change': { from: ['review'], to: 'changing', permission: REVIEW, reason: true, label: '退回' },
    publish: { from: ['review'], to: 'published', permission: REVIEW, label: '发布' },
    change: { from: ['published'], to: 'changing', permission: WRITE, label: '变更' },
    abandon: { from: ['changing'], to: 'published', permission: WRITE, label: '放弃变更' },
    retire: { from: ['published', 'changing'], to: 'retired', permission: REVIEW, reason: true, label: '停用' },
  },
});

/** The arrow that an event means for a resource: going back leads to a change where there is a published version. */
export function arrowOf(event: string, version: number): string {
  return version > 0 && (event === 'return' || event === 'recall') ? `${event}-change` : event;
}
