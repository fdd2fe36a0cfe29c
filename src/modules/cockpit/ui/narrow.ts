import { useDevice } from '#web/device.tsx';
import type { Column } from '#web/kit/data-table.tsx';

/** The columns that a phone has room for; wider screens show all. */
export function useNarrow<R>(columns: readonly Column<R>[], kept: readonly string[]): readonly Column<R>[] {
  const { layout } = useDevice();
  return layout === 'phone' ? columns.filter(({ key }) => kept.includes(key)) : columns;
}
