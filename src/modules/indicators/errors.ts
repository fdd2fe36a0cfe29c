import { defineErrors } from '#platform/errors.ts';

/** What the indicator module refuses, and how it says so. */
export const indicatorErrors = defineErrors('indicators', {
  'unknown-indicator': [404, (p: { code: string }) => `没有代码为 ${p.code} 的指标。`],
  'unknown-region': [404, (p: { code: string }) => `没有代码为 ${p.code} 的行政区划。`],
  'unknown-resource': [404, () => '没有找到这个数据资源，或它还没有可以挂接的数据项。'],
  'unknown-measure': [404, (p: { measure: string }) => `数据资源中没有数据项“${p.measure}”。`],
  'unknown-binding': [404, () => '没有找到这条挂接关系，或它已经解除。'],
  'not-permitted': [403, (p: { what: string }) => `${p.what}不对您的岗位开放。`],
  'out-of-scope': [403, (p: { name: string }) => `${p.name}不在您的数据范围内。`],
  'code-taken': [409, (p: { code: string }) => `指标代码 ${p.code} 已被使用。`],
  'name-taken': [
    409,
    (p: { name: string; code: string }) => `已有同名指标“${p.name}”（${p.code}），请直接挂接到它，或另取名称。`,
  ],
  'unknown-unit': [422, (p: { unit: string }) => `不认识计量单位“${p.unit}”，请先在数据项上改正单位。`],
  'unit-dimension': [
    422,
    (p: { from: string; to: string }) => `单位“${p.from}”与指标单位“${p.to}”不是同一种量，不能换算，因此不能挂接。`,
  ],
  'bad-definition': [422, (p: { detail: string }) => `指标定义不合要求：${p.detail}`],
  'unit-fixed': [
    409,
    (p: { unit: string }) => `该指标已有以“${p.unit}”计量的数据，不能改变单位。请新建指标并停用旧指标。`,
  ],
  'nothing-changed': [409, () => '内容与现行版本相同，没有建立新版本。'],
  'validity-order': [422, (p: { after: string }) => `新版本的启用日期应晚于现行版本的启用日期 ${p.after}。`],
  'already-bound': [409, () => '这个数据项已经挂接到该指标的同一口径上。'],
  'bad-basis': [422, (p: { basis: string; name: string }) => `指标“${p.name}”没有“${p.basis}”口径。`],
  'bad-target': [422, (p: { detail: string }) => `年度目标不合要求：${p.detail}`],
  'bad-observation': [422, (p: { detail: string }) => `观测值不合要求：${p.detail}`],
  'no-figure': [404, (p: { why: string }) => `没有这个数：${p.why}。`],
  'too-many-rows': [
    422,
    (p: { asked: number; most: number }) => `一次最多查询 ${p.most} 个数，本次要查 ${p.asked} 个。`,
  ],
});
