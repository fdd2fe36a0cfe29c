import type { Check } from '../contract.ts';

/** Names of columns as people know them. */
export type ColumnNames = ReadonlyMap<string, string>;

/** What a rule is called when nobody has named it. */
export function ruleName(check: Check, names: ColumnNames): string {
  const say = (column: string) => names.get(column) ?? column;
  switch (check.kind) {
    case 'not-null':
      return `${say(check.column)}：不为空`;
    case 'unique':
      return `${check.columns.map(say).join('、')}：不重复`;
    case 'in-set':
      return `${say(check.column)}：在 ${check.values.length} 个取值之内`;
    case 'pattern':
      return `${say(check.column)}：符合格式 ${check.pattern}`.slice(0, 200);
    case 'range':
      return `${say(check.column)}：${bounds(check)}`;
    case 'length':
      return `${say(check.column)}：长度 ${bounds(check)}`;
    case 'freshness':
      return check.by === 'period' ? `最新一期不早于 ${check.days} 天前` : `${check.days} 天内有更新`;
    case 'row-count':
      return `行数 ${bounds(check)}`;
    case 'aggregate':
      return `${say(check.column)}：${AGGREGATES[check.of]} ${bounds(check)}`;
    case 'reference':
      return `${say(check.column)}：在关联资源中存在`;
    case 'reconcile':
      return `${say(check.column)}：总量与各地之和相差不超过 ${Number((check.tolerance * 100).toFixed(4))}%`;
    case 'sql':
      return '自定义查询';
  }
}

const AGGREGATES = { sum: '合计', mean: '平均', min: '最小值', max: '最大值' } as const;

function bounds({ min, max }: { min?: number; max?: number }): string {
  if (min !== undefined && max !== undefined) return `${min} 至 ${max}`;
  if (min !== undefined) return `不小于 ${min}`;
  return max === undefined ? '不限' : `不大于 ${max}`;
}
