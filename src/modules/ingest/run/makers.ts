import type { Reading } from '../rules/reading.ts';
import type { Slots } from './slots.ts';
import { createRowMaker, type RowMaker } from './table-rows.ts';

/** The maker of the table in which a line stands. */
export type MakerOf = (line: number) => RowMaker;

/** Makers for all tables of a sheet. */
export function createMakers(readings: readonly Reading[], slots: Slots): MakerOf {
  const tables = readings
    .toSorted((a, b) => a.observed.from - b.observed.from)
    .map((reading) => ({ from: reading.observed.from, maker: createRowMaker(reading, slots) }));
  const none: RowMaker = () => [];
  if (tables.length === 1) return () => tables[0]?.maker ?? none;
  return (line) => (tables.findLast(({ from }) => from <= line) ?? tables[0])?.maker ?? none;
}
