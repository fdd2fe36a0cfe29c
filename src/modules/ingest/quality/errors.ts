import { defineErrors } from '#platform/errors.ts';

/** What data quality refuses. */
export const qualityErrors = defineErrors('ingest', {
  'quality-blocked': [
    422,
    (p: { rules: string; more: number }) =>
      `数据没有通过质量规则：${p.rules}${p.more > 0 ? `等 ${p.more} 条` : ''}。这一批没有生效，已开出核实单；请更正后重新导入，或由质量管理人员调整规则。`,
  ],
  'no-such-rule': [404, () => '没有这条质量规则，或它已经停用。'],
  'no-such-slip': [404, () => '没有这张核实单。'],
  'bad-rule': [422, (p: { detail: string }) => `规则不能这样写：${p.detail}。`],
  'rule-changed': [409, () => '这条规则刚被别人改过，请刷新后再改。'],
  'not-your-resource': [403, () => '只有数据的提供单位和政务信息管理局可以维护它的质量规则。'],
  'not-your-slip': [403, () => '这张核实单由数据的提供单位办理。'],
  'no-data': [409, () => '这个资源还没有数据，无从检查。'],
  'too-many-rules': [422, (p: { limit: number }) => `一个资源最多设 ${p.limit} 条质量规则。`],
});
