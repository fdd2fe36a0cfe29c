import type { ItemDraft } from '#module/catalogue';
import type { Reading } from '../rules/reading.ts';

/** Region and period as items of the resource, where a table has them. */
export function axisItems(readings: readonly Reading[]): ItemDraft[] {
  const statistical = readings.filter(({ layout }) => layout !== 'dataset');
  const has = (axis: 'region' | 'period') => statistical.some(({ axes }) => !axes[axis].at.includes('none'));
  const item = (role: 'region' | 'period', name: string): ItemDraft => ({
    key: role,
    name,
    role,
    dataType: 'text',
    unit: null,
    basis: null,
  });
  return [...(has('region') ? [item('region', '地区')] : []), ...(has('period') ? [item('period', '时间')] : [])];
}
