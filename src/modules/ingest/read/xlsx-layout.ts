import { rangeOf } from './cell-reference.ts';
import { limits } from './limits.ts';
import type { MergedRange } from './sheet.ts';
import { isOn } from './xlsx-parts.ts';
import { attribute, brokenXml, type XmlSink } from './xml-scan.ts';

/** What a sheet part says about its cells outside of them. */
export type SheetLayout = { readonly merges: MergedRange[]; readonly hiddenColumns: number[] };

/** A sink that gathers the layout of a sheet part; meant for a scan that skips `sheetData`. */
export function layoutSink(layout: SheetLayout): XmlSink {
  return {
    open(name, attributes) {
      if (name === 'mergeCell') addMerge(layout, attribute(attributes, 'ref') ?? '');
      else if (name === 'col' && isOn(attribute(attributes, 'hidden'))) addHidden(layout, attributes);
    },
    text() {},
    close() {},
  };
}

function addMerge({ merges }: SheetLayout, reference: string): void {
  const range = rangeOf(reference);
  if (range) merges.push(range);
  if (merges.length > limits.merges) throw brokenXml;
}

/** Columns are numbered from 1 here. */
function addHidden({ hiddenColumns }: SheetLayout, attributes: string): void {
  const last = Math.min(Number(attribute(attributes, 'max')), limits.columns);
  for (let column = Number(attribute(attributes, 'min')); column <= last; column++) hiddenColumns.push(column - 1);
}
