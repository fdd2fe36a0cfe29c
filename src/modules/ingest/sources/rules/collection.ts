import type { CollectionInput, MappedColumn } from '../contract.ts';
import { parseCron } from './schedule.ts';

/** Why a collection cannot be as it is asked for, in words; null when it can. */
export function faultOf(
  input: Pick<CollectionInput, 'columns' | 'mode' | 'watermarkColumn' | 'keyColumns' | 'schedule'>,
  isStream: boolean,
): string | null {
  const byName = new Map(input.columns.map((column) => [column.source, column]));
  if (byName.size !== input.columns.length) return '有一列列了两次';
  const names = new Set(input.columns.map(({ name }) => name.trim()));
  if (names.size !== input.columns.length) return '有两个信息项同名';
  for (const role of ['region', 'period'] as const)
    if (input.columns.filter((column) => column.role === role).length > 1)
      return `${role === 'region' ? '地区' : '时间'}只能是一列`;
  const unit = input.columns.find((column) => column.role === 'measure' && !isNumeric(column));
  if (unit) return `“${unit.name}”不是数值，不能作为指标值`;
  if (input.mode === 'incremental' && !isStream) {
    const fault = watermarkFault(input.watermarkColumn, byName);
    if (fault) return fault;
  }
  if (input.keyColumns.some((name) => !isField(byName.get(name)))) return '主键列应是采集的普通列';
  if ((input.schedule.kind === 'stream') !== isStream)
    return isStream ? '消息类来源随到随收' : '只有消息类来源能随到随收';
  return null;
}

function watermarkFault(name: string | null, columns: ReadonlyMap<string, MappedColumn>): string | null {
  const column = name === null ? undefined : columns.get(name);
  if (!isField(column)) return '增量采集需要一列递增的值（更新时间或序号），且它应是采集的普通列';
  return ['integer', 'decimal', 'date', 'datetime'].includes(column.dataType) ? null : '增量列应是时间或数字';
}

/** A column that stands in a typed `d` column of its own. */
function isField(column: MappedColumn | undefined): column is MappedColumn {
  return column !== undefined && (column.role === 'attribute' || column.role === 'dimension');
}

const isNumeric = ({ dataType }: MappedColumn): boolean => ['number', 'integer', 'decimal'].includes(dataType);

/** Whether a cron line can be read. */
export const isCron = (line: string): boolean => parseCron(line) !== null;
