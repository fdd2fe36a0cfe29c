import { isAscii, isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';

/** The encodings a data officer's files come in; GB18030 covers GBK and GB2312. All are decoded by `TextDecoder`. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export type EncodingGuess =
  | { readonly encoding: Encoding /** Bytes of byte-order mark to skip. */; readonly bom: number }
  | { readonly encoding: null /** What it may be instead, for the message. */; readonly guess: string | null };

const BOMS: readonly (readonly [Encoding, string])[] = [
  ['utf-8', '\xef\xbb\xbf'],
  ['gb18030', '\x84\x31\x95\x33'],
  ['utf-16le', '\xff\xfe'],
  ['utf-16be', '\xfe\xff'],
];

/** Bad sequences tolerated per non-ASCII character: single damaged cells are marked later, not fatal. */
const TOLERATED = 0.05;
/** Share of two-byte characters that real Chinese text keeps in the GB 2312 area; misread Latin or Big5 falls below. */
const CHINESE_SHARE = 0.7;

/** The byte-order mark a file begins with, if any. */
export function byteOrderMark(head: Buffer): { encoding: Encoding; bom: number } | null {
  const raw = head.toString('latin1', 0, 4);
  const found = BOMS.find(([, mark]) => raw.startsWith(mark));
  return found ? { encoding: found[0], bom: found[1].length } : null;
}

/**
 * Detect the encoding from samples: the head of the file and whole lines from elsewhere in it.
 * A mark decides; then UTF-16 by its zeros, UTF-8 by its grammar, GB18030 by its grammar and by looking Chinese.
 * Pure ASCII is UTF-8. Anything else is refused rather than guessed.
 */
export function detectEncoding(head: Buffer, others: readonly Buffer[] = []): EncodingGuess {
  const marked = byteOrderMark(head);
  if (marked) return marked;
  const wide = wideEncoding(head);
  if (wide) return { encoding: wide, bom: 0 };
  const samples = [head, ...others].filter((sample) => !isAscii(sample));
  if (samples.length === 0 || damage(samples, 'utf-8') <= TOLERATED) return { encoding: 'utf-8', bom: 0 };
  if (damage(samples, 'gb18030') <= TOLERATED && looksChinese(samples)) return { encoding: 'gb18030', bom: 0 };
  return { encoding: null, guess: foreignName(head) };
}

/** UTF-16 without a mark: the zeros of digits, commas and line ends stand all on one side. */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const few = head.length / 100;
  if (odd > few && even < odd / 20) return isCalmText(head, 'utf-16le') ? 'utf-16le' : null;
  if (even > few && odd < even / 20) return isCalmText(head, 'utf-16be') ? 'utf-16be' : null;
  return null;
}

/** Text without control characters and broken pairs, or nearly so. */
function isCalmText(bytes: Buffer, encoding: Encoding): boolean {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, bytes.length & ~1));
  const strange = text.match(/[^\P{Cc}\t\r\n]|\uFFFD/gu)?.length ?? 0;
  return strange <= text.length / 1000;
}

/** Bad sequences per non-ASCII character over all samples; characters cut by a sample's end are not counted. */
function damage(samples: readonly Buffer[], encoding: 'utf-8' | 'gb18030'): number {
  if (encoding === 'utf-8' && samples.every((sample) => isUtf8(sample))) return 0;
  let bad = 0;
  let characters = 0;
  for (const sample of samples) {
    const text = new TextDecoder(encoding).decode(sample, { stream: true });
    bad += text.match(/\uFFFD/g)?.length ?? 0;
    characters += text.match(/[\u0080-\u{10FFFF}]/gu)?.length ?? 0;
  }
  return characters === 0 ? 1 : bad / characters;
}

/** GB18030's grammar accepts nearly any bytes, so look where the characters lie. */
function looksChinese(samples: readonly Buffer[]): boolean {
  const tally = { common: 0, all: 0 };
  for (const sample of samples) tallyCharacters(sample, tally);
  return tally.common >= tally.all * CHINESE_SHARE;
}

function tallyCharacters(bytes: Buffer, tally: { common: number; all: number }): void {
  for (let i = 0; i + 1 < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    const second = bytes[i + 1] ?? 0;
    const fourByte = second >= 0x30 && second <= 0x39;
    tally.all++;
    if (fourByte || ((bytes[i] ?? 0) >= 0xa1 && second >= 0xa1)) tally.common++;
    i += fourByte ? 3 : 1;
  }
}

function foreignName(head: Buffer): string | null {
  const [best] = analyse(head.subarray(0, 65_536));
  return best && !/UTF|GB|ASCII/i.test(best.name) ? best.name : null;
}
