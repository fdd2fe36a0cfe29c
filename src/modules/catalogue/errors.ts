import { defineErrors } from '#platform/errors.ts';

export const catalogueErrors = defineErrors('catalogue', {
  'no-such-resource': [404, () => '没有这个信息资源，或它还没有数据。'],
  'too-many-items': [
    422,
    (p: { title: string; limit: number }) => `“${p.title}”的信息项超过 ${p.limit} 个，请拆成几个资源。`,
  ],
  'not-yours': [403, () => '只能编制本部门的目录。请选择本部门为提供方，或请提供方编制。'],
  'not-editable': [409, (p: { stage: string }) => `目录处于“${p.stage}”阶段，不能编辑。已发布的请先发起变更。`],
  stale: [409, () => '目录已被他人修改，请刷新后再改。'],
  contradiction: [422, (p: { rules: string }) => `目录不能这样保存：${p.rules}。`],
  incomplete: [422, (p: { rules: string }) => `目录还不能提交：${p.rules}。`],
  'items-fixed': [409, () => '已有数据的信息项不能增加、删除，也不能改类型和单位；请由新的数据带来。'],
  'same-hand': [403, () => '提交人不能审核自己提交的目录。'],
  'title-taken': [409, (p: { title: string }) => `本部门已有名为“${p.title}”的目录。`],
  'already-there': [
    409,
    (p: { items: string; title: string }) =>
      `“${p.items}”已在目录“${p.title}”中，不得重复采集。请申请共享；确需采集的，先申请例外。`,
  ],
  'no-such-exception': [404, () => '没有这条例外申请。'],
  'not-named': [403, (p: { approver: string }) => `这条例外申请由 ${p.approver} 审批。`],
  'nothing-excepted': [422, () => '所列信息项不在已发布的共享目录中，不需要例外。'],
  'bad-workbook': [422, (p: { why: string }) => `不能登记这个文件：${p.why}。`],
  'sheet-errors': [
    422,
    (p: { count: number; errors: readonly string[] }) =>
      `表中有 ${p.count} 处问题，没有登记任何资源：\n${p.errors.join('\n')}`,
  ],
  'class-taken': [409, (p: { code: string }) => `类目代码 ${p.code} 已经使用。`],
  'class-misplaced': [422, (p: { code: string }) => `类目代码 ${p.code} 不在任何已有的项或目之下。`],
});
