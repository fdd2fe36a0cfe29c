import type { Drift, MappedColumn } from '../contract.ts';

/**
 * The columns after a drift has been accepted: missing ones go, retyped ones take the type that the source has now,
 * ones with unreadable values become text, new ones come as they were drafted.
 */
export function newShape(
  columns: readonly MappedColumn[],
  drift: Drift,
  drafted: readonly MappedColumn[],
): MappedColumn[] {
  const missing = new Set(drift.missing);
  const retyped = new Map(drift.retyped.map(({ name, to }) => [name, to]));
  const unreadable = new Set(drift.unreadable.map(({ name }) => name));
  const byName = new Map(drafted.map((column) => [column.source, column]));
  const kept = columns
    .filter(({ source }) => !missing.has(source))
    .map((column): MappedColumn => {
      if (unreadable.has(column.source)) return { ...column, role: 'attribute', dataType: 'text', unit: null };
      const type = retyped.get(column.source);
      if (type === undefined) return column;
      const dataType = byName.get(column.source)?.dataType ?? 'text';
      const stays = column.role !== 'measure' || ['number', 'integer', 'decimal'].includes(dataType);
      return { ...column, type, dataType, role: stays ? column.role : 'attribute' };
    });
  const added = drift.added.flatMap(({ name }) => byName.get(name) ?? []);
  const names = new Set(kept.map(({ name }) => name));
  return [
    ...kept,
    ...added.map(({ source, type, name, role, dataType, unit }) => ({
      source,
      type,
      name: names.has(name) ? source : name,
      role,
      dataType,
      unit,
    })),
  ];
}
