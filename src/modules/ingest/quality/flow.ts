import { defineFlow } from '#platform/workflow.ts';

/**
 * 核实单: a broken rule is put to the owner department, which says why it is so (已说明) or mends the data (已更正);
 * who keeps the quality of the node's data closes it or gives it back. A rule that is broken again while its slip waits
 * for the review brings the slip back to the owner.
 */
export const slipFlow = defineFlow({
  name: 'ingest.slip',
  version: 1,
  initial: 'pending',
  states: { pending: '待核实', explained: '已说明', corrected: '已更正', closed: '已关闭' },
  arrows: {
    explain: { from: ['pending'], to: 'explained', permission: 'slip:handle', reason: true, label: '说明' },
    correct: { from: ['pending'], to: 'corrected', permission: 'slip:handle', reason: true, label: '已更正' },
    return: {
      from: ['explained', 'corrected'],
      to: 'pending',
      permission: 'slip:verify',
      reason: true,
      label: '退回',
    },
    close: { from: ['explained', 'corrected'], to: 'closed', permission: 'slip:verify', label: '关闭' },
    // Taken by the system alone: nobody holds this permission.
    recur: { from: ['corrected'], to: 'pending', permission: 'slip:recur', label: '再次未通过' },
  },
});
