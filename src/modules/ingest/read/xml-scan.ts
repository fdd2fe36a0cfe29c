/**
 * What a scan reports, in document order. Names come without their namespace prefix, attributes as the raw text after
 * the name, text still escaped (see `decodeXml`). An empty element is reported as opened and closed.
 */
export type XmlSink = {
  open(name: string, attributes: string): void;
  text(raw: string): void;
  close(name: string): void;
};

export type XmlScanner = { write(chunk: string): void; end(): void };

/** Markup longer than this is no spreadsheet's. */
const LONGEST_MARKUP = 8 * 1024 * 1024;

/** Thrown at markup that is not well-formed enough to go on; callers turn it into their refusal. */
export const brokenXml = new Error('broken XML');

type Scan = { rest: string; skipping: boolean; readonly skip: string | null; readonly sink: XmlSink };

/**
 * A forward-only XML scanner for the parts of a workbook: no DTD (refused), no entities but the five and numbers, so
 * there is nothing to expand and nothing to fetch. Memory is one chunk and the markup cut by its end.
 * The content of elements named `skip` is hopped over unread.
 */
export function xmlScanner(sink: XmlSink, skip: string | null = null): XmlScanner {
  const scan: Scan = { rest: '', skipping: false, skip, sink };
  return {
    write(chunk) {
      const text = scan.rest + chunk;
      scan.rest = text.slice(reportAll(text, scan));
      if (scan.rest.length > LONGEST_MARKUP) throw brokenXml;
    },
    end() {
      if (scan.rest.trim() !== '' || scan.skipping) throw brokenXml;
    },
  };
}

/** Report all complete markup of the text; gives the index of what is left. */
function reportAll(text: string, scan: Scan): number {
  let at = 0;
  for (;;) {
    if (scan.skipping) at = skipContent(text, at, scan);
    const open = scan.skipping ? -1 : text.indexOf('<', at);
    if (open === -1) return at;
    if (open > at) scan.sink.text(text.slice(at, open));
    const next = markup(text, open, scan);
    if (next === -1) return open;
    at = next;
  }
}

/** Hop to the end tag of the skipped element; what could be the first half of it stays. */
function skipContent(text: string, at: number, scan: Scan): number {
  const end = `${scan.skip}>`;
  const found = text.indexOf(end, at);
  scan.skipping = found === -1;
  return scan.skipping ? Math.max(at, text.length - end.length) : found + end.length;
}

/** Report the markup at `open`; gives the index after it, or -1 when it is not complete. */
function markup(text: string, open: number, scan: Scan): number {
  const second = text.charCodeAt(open + 1);
  if (second === 0x21) return declaration(text, open, scan.sink);
  if (second === 0x3f) return after(text, '?>', open);
  const close = tagEnd(text, open);
  if (close === -1) return -1;
  if (second === 0x2f) scan.sink.close(localName(text.slice(open + 2, close).trimEnd()));
  else element(text.slice(open + 1, close), scan);
  return close + 1;
}

function element(tag: string, scan: Scan): void {
  const closed = tag.endsWith('/');
  const end = nameEnd(tag);
  const name = localName(tag.slice(0, end));
  scan.sink.open(name, closed ? tag.slice(end, -1) : tag.slice(end));
  if (closed) scan.sink.close(name);
  scan.skipping = !closed && name === scan.skip;
}

function nameEnd(tag: string): number {
  let end = 0;
  while (end < tag.length && tag.charCodeAt(end) > 0x20 && tag.charCodeAt(end) !== 0x2f) end++;
  return end;
}

/** The `>` that ends a tag: one within quotes belongs to an attribute's value. */
function tagEnd(text: string, open: number): number {
  let quote = 0;
  for (let i = open; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === 0x3e) return i;
    else if (code === 0x22 || code === 0x27) quote = code;
  }
  return -1;
}

function declaration(text: string, open: number, sink: XmlSink): number {
  if (text.startsWith('<!--', open)) return after(text, '-->', open);
  if (!text.startsWith('<![CDATA[', open)) {
    if (text.length - open < 9) return -1;
    throw brokenXml;
  }
  const end = text.indexOf(']]>', open);
  if (end === -1) return -1;
  sink.text(text.slice(open + 9, end).replaceAll('&', '&amp;'));
  return end + 3;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** The value of an attribute (given without prefix), still escaped; null when absent. */
export function attribute(attributes: string, name: string): string | null {
  const start = attributes.indexOf(` ${name}="`);
  if (start === -1) return looseAttribute(attributes, name);
  const from = start + name.length + 3;
  return attributes.slice(from, attributes.indexOf('"', from));
}

/** A name is tried from its beginning only: from every letter of it, a name of a megabyte would take minutes. */
const LOOSE = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Other spellings: single quotes, line breaks between attributes, blanks around `=`, a namespace prefix. */
function looseAttribute(attributes: string, name: string): string | null {
  if (!/['\t\r\n:]|\s=|=\s/.test(attributes)) return null;
  for (const [, key, double, single] of attributes.matchAll(LOOSE)) {
    if (key === name || key?.endsWith(`:${name}`)) return double ?? single ?? null;
  }
  return null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Undo the escapes of XML and those of OOXML (`_x000D_`). Unknown entities stay as they are. */
export function decodeXml(raw: string): string {
  const text = raw.includes('&') ? raw.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, decodeEntity) : raw;
  return text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    : text;
}

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
