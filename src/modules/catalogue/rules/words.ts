import type { Shortcoming } from '../contract.ts';

const WORDS: Readonly<Record<Shortcoming['rule'], string>> = {
  'provider-missing': '未指明提供方',
  'class-missing': '未选目录分类',
  'class-unknown': '目录分类须选到目或细目，部门类只能选本部门的',
  'summary-missing': '未写摘要',
  'cycle-missing': '未定更新周期',
  'items-missing': '没有信息项',
  'item-twice': '信息项重名',
  'basis-missing': '不予共享须写明法律、行政法规或党中央、国务院政策依据',
  'condition-missing': '有条件共享须写明共享条件',
  'way-missing': '未选共享方式',
  'opening-condition-missing': '有条件开放须写明开放条件',
  'secret-shared': '涉密信息不得共享',
  'secret-opened': '涉密信息不得开放',
  'core-opened': '核心数据不得开放',
  'personal-opened': '含个人信息的信息项不得无条件开放',
  'item-wider-shared': '信息项的共享范围大于所属资源',
  'item-wider-opened': '信息项的开放范围大于所属资源',
};

/** Rules that are not kept, as one sentence: 未选目录分类；信息项重名（姓名、住址）. */
export function shortcomingWords(shortcomings: readonly Shortcoming[]): string {
  const byRule = Map.groupBy(shortcomings, ({ rule }) => rule);
  return [...byRule].map(([rule, found]) => `${WORDS[rule]}${itemsOf(found)}`).join('；');
}

function itemsOf(found: readonly Shortcoming[]): string {
  const items = found.flatMap(({ item }) => item ?? []);
  if (items.length === 0) return '';
  return `（${items.slice(0, 5).join('、')}${items.length > 5 ? ` 等 ${items.length} 项` : ''}）`;
}
