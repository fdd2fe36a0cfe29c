import type { MappedColumn } from '../contract.ts';

/** Where the cells of a pull come from: typed by their engine, or texts that are parsed here. */
export type CellForm = 'typed' | 'text';

/** What a column is in the warehouse. `expression` makes its cell out of `cell`; `readable` tells whether it could. */
export interface WarehouseColumn {
  readonly type: string;
  expression(cell: string, form: CellForm): string;
}

const ZONE = "'Asia/Shanghai'";

/**
 * The warehouse's type for an item and how a cell becomes it. Typed cells are cast exactly (a number that does not fit
 * fails the pull); texts that cannot be read become NULL and are counted against the column.
 */
export function warehouseColumn({
  dataType,
  type,
  role,
}: Pick<MappedColumn, 'dataType' | 'type' | 'role'>): WarehouseColumn {
  if (role === 'measure') return FLOAT;
  if (dataType === 'integer') return INTEGER;
  if (dataType === 'number') return FLOAT;
  if (dataType === 'decimal') return isFloating(type) ? FLOAT : decimal(type);
  if (dataType === 'date') return DATE;
  if (dataType === 'datetime') return DATETIME;
  return dataType === 'boolean' ? BOOLEAN : TEXT;
}

const INTEGER = plain('Int64', (cell) => `toInt64OrNull(trim(${cell}))`);
const FLOAT = plain('Float64', (cell) => `toFloat64OrNull(replaceAll(trim(${cell}), ',', ''))`);
const TEXT = plain('String', (cell) => cell);
const DATE: WarehouseColumn = {
  type: 'Nullable(Date32)',
  expression: (cell, form) =>
    form === 'typed' ? cast(cell, 'Date32') : `toDate32(parseDateTime64BestEffortOrNull(trim(${cell}), 0, ${ZONE}))`,
};
const DATETIME: WarehouseColumn = {
  type: `Nullable(DateTime64(6, ${ZONE}))`,
  expression: (cell, form) =>
    form === 'typed'
      ? cast(cell, `DateTime64(6, ${ZONE})`)
      : `parseDateTime64BestEffortOrNull(trim(${cell}), 6, ${ZONE})`,
};
const BOOLEAN: WarehouseColumn = {
  type: 'Nullable(Bool)',
  expression: (cell, form) =>
    form === 'typed'
      ? cast(cell, 'Bool')
      : `multiIf(lower(trim(${cell})) IN ('1', 't', 'true', 'y', 'yes', '是'), CAST(true, 'Nullable(Bool)'), lower(trim(${cell})) IN ('0', 'f', 'false', 'n', 'no', '否'), CAST(false, 'Nullable(Bool)'), NULL)`,
};

function plain(type: string, parse: (cell: string) => string): WarehouseColumn {
  return { type: `Nullable(${type})`, expression: (cell, form) => (form === 'typed' ? cast(cell, type) : parse(cell)) };
}

/** Exact up to 38 digits; where the source names no scale, ten digits behind the point. */
function decimal(word: string): WarehouseColumn {
  const [, digits, places] = /\((\d+)\s*,\s*(\d+)\)/.exec(word) ?? [];
  const scale = Math.min(Number(places ?? 10), 18);
  const width = digits !== undefined && Number(digits) <= 18 ? 18 : 38;
  return {
    type: `Nullable(Decimal(${width}, ${scale}))`,
    expression: (cell, form) =>
      form === 'typed'
        ? cast(cell, `Decimal(${width}, ${scale})`)
        : `toDecimal${width === 18 ? 64 : 128}OrNull(trim(${cell}), ${scale})`,
  };
}

const isFloating = (word: string): boolean => /float|double|real|binary_/i.test(word);
/** Exact or an error: to a Nullable type the engine would make NULL of a text that it cannot read. */
const cast = (cell: string, type: string): string =>
  `if(isNull(${cell}), NULL, accurateCast(assumeNotNull(${cell}), '${type.replaceAll("'", "\\'")}'))`;
