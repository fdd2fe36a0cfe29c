/** What the first bytes of a file say it is, whatever its name says. */
export type Sniffed =
  | { readonly kind: 'zip' | 'ole' | 'xml-workbook' | 'html' | 'json' | 'text' | 'empty' }
  | { readonly kind: 'foreign'; readonly what: string }
  | { readonly kind: 'packed'; readonly what: string };

type Signature = readonly [what: string, bytes: string, offset?: number];

/** Signatures in latin-1; source: the formats' specifications. */
const FOREIGN: readonly Signature[] = [
  ['图片（PNG）', '\x89PNG\r\n\x1a\n'],
  ['图片（JPEG）', '\xff\xd8\xff'],
  ['图片（GIF）', 'GIF8'],
  ['图片（BMP）', 'BM'],
  ['图片（TIFF）', 'II*\0'],
  ['图片（TIFF）', 'MM\0*'],
  ['图片（WebP）', 'WEBP', 8],
  ['PDF 文件', '%PDF-'],
  ['可执行程序', 'MZ'],
  ['可执行程序', '\x7fELF'],
  ['RTF 文档', '{\\rtf'],
  ['音视频文件', 'ftyp', 4],
  ['音视频文件', 'ID3'],
  ['音视频文件', 'RIFF'],
  ['SQLite 数据库', 'SQLite format 3\0'],
  ['Parquet 文件', 'PAR1'],
  ['单个文件网页（MHTML）', 'MIME-Version:'],
];

const PACKED: readonly Signature[] = [
  ['RAR 压缩包', 'Rar!\x1a\x07'],
  ['7z 压缩包', "7z\xbc\xaf'\x1c"],
  ['gzip 压缩包', '\x1f\x8b'],
  ['xz 压缩包', '\xfd7zXZ\0'],
  ['bzip2 压缩包', '1AY&SY', 4],
];

const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** A short signature of plain letters (`BM`, `MZ`, `RIFF`) may also begin honest text: a NUL must bear it out. */
function matches([, bytes, offset = 0]: Signature, head: string): boolean {
  const telling = bytes.length > 4 || /[^ -~]/.test(bytes);
  return head.startsWith(bytes, offset) && (telling || head.includes('\0'));
}

/**
 * Tell what a file is from its first bytes (4 KB are plenty).
 * `text` says only that nothing else matched; the encoding is judged later.
 */
export function sniff(head: Buffer): Sniffed {
  if (head.length === 0) return { kind: 'empty' };
  const raw = head.toString('latin1', 0, 4096);
  const foreign = FOREIGN.find((signature) => matches(signature, raw));
  if (foreign) return { kind: 'foreign', what: foreign[0] };
  const packed = PACKED.find((signature) => matches(signature, raw));
  if (packed) return { kind: 'packed', what: packed[0] };
  if (ZIP.some((mark) => raw.startsWith(mark))) return { kind: 'zip' };
  if (raw.startsWith(OLE)) return { kind: 'ole' };
  const text = plain(raw);
  if (isOtherXml(text)) return { kind: 'foreign', what: 'XML 文件' };
  return { kind: text === '' && head.length < 4096 ? 'empty' : textKind(text) };
}

/** The head without byte-order marks and without the zeros of UTF-16, enough to see markup. */
function plain(raw: string): string {
  return raw
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\x841\x953)/, '')
    .replaceAll('\0', '')
    .trimStart();
}

/** XML that is neither a workbook nor a web page. */
function isOtherXml(text: string): boolean {
  return text.startsWith('<?xml') && markupKind(text.toLowerCase()) === 'text';
}

function textKind(text: string): 'xml-workbook' | 'html' | 'json' | 'text' {
  if (text.startsWith('<')) return markupKind(text.toLowerCase());
  return /^(\[\s*[[{"\]\d-]|\{\s*["}])/.test(text) ? 'json' : 'text';
}

function markupKind(text: string): 'xml-workbook' | 'html' | 'text' {
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xml-workbook';
  return /<(?:!doctype html|html|table|meta|head|body|style)\b/.test(text) ? 'html' : 'text';
}
