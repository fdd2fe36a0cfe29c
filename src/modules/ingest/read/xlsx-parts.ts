import { builtinFormat, type NumberFormat, parseFormat } from './number-format.ts';
import { attribute, decodeXml, type XmlSink, xmlScanner } from './xml-scan.ts';

export type WorkbookPart = {
  readonly epoch1904: boolean;
  readonly sheets: readonly { readonly name: string; readonly relation: string; readonly hidden: boolean }[];
};

export type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** Whether an XML boolean attribute is set. */
export function isOn(value: string | null): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** Visit the elements of a small part. */
function visit(xml: string, open: XmlSink['open']): void {
  const scanner = xmlScanner({ open, text: () => {}, close: () => {} });
  scanner.write(xml);
  scanner.end();
}

/** The sheets in tab order and the epoch of `workbook.xml`. */
export function readWorkbookPart(xml: string): WorkbookPart {
  const sheets: WorkbookPart['sheets'][number][] = [];
  let epoch1904 = false;
  visit(xml, (name, attributes) => {
    if (name === 'workbookPr') epoch1904 = isOn(attribute(attributes, 'date1904'));
    if (name !== 'sheet') return;
    sheets.push({
      name: decodeXml(attribute(attributes, 'name') ?? ''),
      relation: attribute(attributes, 'id') ?? '',
      hidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
    });
  });
  return { epoch1904, sheets };
}

/** The relations of a part that stands in `folder`, targets resolved to part names (`xl/worksheets/sheet1.xml`). */
export function readRelations(xml: string, folder: string): Relation[] {
  const relations: Relation[] = [];
  visit(xml, (name, attributes) => {
    if (name !== 'Relationship') return;
    const target = decodeXml(attribute(attributes, 'Target') ?? '');
    relations.push({
      id: attribute(attributes, 'Id') ?? '',
      type: (attribute(attributes, 'Type') ?? '').replace(/^.*\//, ''),
      target: resolvePart(target.replaceAll('\\', '/'), folder),
    });
  });
  return relations;
}

function resolvePart(target: string, folder: string): string {
  const base = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/').filter(Boolean)) {
    if (step === '..') base.pop();
    else if (step !== '.') base.push(step);
  }
  return base.join('/');
}

/** The number format of each cell style (the `s` of a cell) in `styles.xml`. */
export function readStyles(xml: string): NumberFormat[] {
  const custom = new Map<number, NumberFormat>();
  const styles: NumberFormat[] = [];
  let inCellStyles = false;
  visit(xml, (name, attributes) => {
    if (name === 'cellXfs' || name === 'cellStyleXfs' || name === 'cellStyles') inCellStyles = name === 'cellXfs';
    if (name === 'numFmt') {
      const code = decodeXml(attribute(attributes, 'formatCode') ?? '');
      custom.set(Number(attribute(attributes, 'numFmtId')), parseFormat(code));
    }
    if (name !== 'xf' || !inCellStyles) return;
    const id = Number(attribute(attributes, 'numFmtId') ?? 0);
    styles.push(custom.get(id) ?? builtinFormat(id));
  });
  return styles;
}

/** A sink that gathers the strings of `sharedStrings.xml` in order: runs joined, phonetic hints left out. */
export function sharedStringSink(strings: string[]): XmlSink {
  let value = '';
  let reading = false;
  let phonetic = false;
  return {
    open(name) {
      if (name === 'si') value = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') reading = !phonetic;
    },
    text(raw) {
      if (reading) value += raw;
    },
    close(name) {
      if (name === 't') reading = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') strings.push(decodeXml(value));
    },
  };
}
