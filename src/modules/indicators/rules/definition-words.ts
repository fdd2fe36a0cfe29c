/** How the traits of an indicator are said on screen. */
import type { Frequency } from '#platform/period/key.ts';
import type { Aggregation, GrowthMethod } from './definition.ts';

export const FREQUENCY_WORDS: Readonly<Record<Frequency, string>> = {
  Y: '年',
  S: '学年',
  H: '半年',
  Q: '季',
  M: '月',
  W: '周',
  D: '日',
  h: '小时',
};

export const GROWTH_WORDS: Readonly<Record<GrowthMethod, string>> = {
  'constant-price': '增速按不变价计算，由发布单位公布',
  comparable: '增速按可比口径计算，由发布单位公布',
  'same-caliber': '增速按同口径计算，由发布单位公布',
  nominal: '增速为名义增速，按两期数值计算',
  points: '与上年同期相差以百分点表示',
  index: '上年同期=100的指数',
  difference: '与上年同期比较增减量',
  chain: '只与上期比较',
  none: '不作同比',
};

/** How the province follows from the cities. */
export function aggregationWords(aggregation: Aggregation): string {
  const { rule } = aggregation;
  if (rule === 'ratio') return `分子分母分别汇总后重算（${aggregation.numerator}÷${aggregation.denominator}）`;
  if (rule === 'weighted') return `按${aggregation.weight}加权${noted(aggregation.note)}`;
  return `${RULE_WORDS[rule]}${noted(aggregation.note)}`;
}

const RULE_WORDS: Readonly<Record<Exclude<Aggregation['rule'], 'ratio' | 'weighted'>, string>> = {
  sum: '各地相加',
  distinct: '去重后相加',
  max: '取最大值',
  'station-mean': '按监测点平均',
  mean: '平均',
  none: '省级单独核算，各地相加不等于全省',
};

const noted = (note: string | undefined): string => (note ? `（${note}）` : '');
