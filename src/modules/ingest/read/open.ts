import { openContainer } from './container.ts';
import { openCsv } from './csv.ts';
import { byteOrderMark, detectEncoding, type Encoding } from './encoding.ts';
import { fileErrors } from './file-errors.ts';
import { type FileSample, sampleFile } from './file-sample.ts';
import { openJson } from './json.ts';
import type { OpenedFile, OpenOptions } from './sheet.ts';
import { sniff } from './sniff.ts';
import { openWhole } from './whole-workbook.ts';

type Source = { readonly path: string; readonly name: string; readonly sample: FileSample };

/**
 * Open any file a data officer may drop. What it is is read from its bytes, never from its name; `name` serves messages
 * and titles. Throws a refusal of `fileErrors`. Close the result when done.
 */
export async function openFile(path: string, name: string, options: OpenOptions = {}): Promise<OpenedFile> {
  const file = await openAny({ path, name, sample: await sampleFile(path) }, options);
  if (file.sheets.length > 0) return file;
  await file.close();
  throw fileErrors['no-records']({ name });
}

async function openAny({ path, name, sample }: Source, options: OpenOptions): Promise<OpenedFile> {
  const source = { path, name, bytes: sample.bytes };
  const sniffed = sniff(sample.head);
  switch (sniffed.kind) {
    case 'empty':
      throw fileErrors['empty-file']({ name });
    case 'foreign':
      throw fileErrors['not-a-table']({ name, what: sniffed.what });
    case 'packed':
      throw fileErrors['unsupported-format']({ name, what: sniffed.what, hint: '请解压后逐个上传里面的表格' });
    case 'zip':
      return openContainer(source);
    case 'ole':
      return openWhole(source, { kind: 'ole' }, 'xls');
    default:
      return openText({ path, name, sample }, sniffed.kind, options);
  }
}

type TextKind = 'xml-workbook' | 'html' | 'json' | 'text';

async function openText({ path, name, sample }: Source, kind: TextKind, options: OpenOptions): Promise<OpenedFile> {
  const { encoding, bom } = encodingOf(sample, name, options.encoding);
  const { bytes, whole } = sample;
  if (kind === 'html' || kind === 'xml-workbook') {
    return openWhole({ path, name, bytes }, { kind: 'text', encoding }, kind === 'html' ? 'html' : 'xls');
  }
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(sample.head.subarray(bom), { stream: !whole });
  const source = { path, name, bytes, encoding, bom, sample: text, whole };
  return kind === 'json' ? openJson(source) : openCsv(source, options);
}

/** The officer's choice, or what the bytes say. Refuses text with more control characters than any text has. */
function encodingOf(sample: FileSample, name: string, chosen?: Encoding): { encoding: Encoding; bom: number } {
  if (chosen) return { encoding: chosen, bom: byteOrderMark(sample.head)?.bom ?? 0 };
  const guess = detectEncoding(sample.head, sample.others);
  if (!guess.encoding?.startsWith('utf-16') && looksBinary(sample.head)) {
    throw fileErrors['not-a-table']({ name, what: '二进制文件' });
  }
  if (guess.encoding === null) throw fileErrors['bad-encoding']({ name, guess: guess.guess });
  return guess;
}

/** More control characters than slips: over four, and over one in a hundred bytes. U+0001 is a delimiter. */
function looksBinary(head: Buffer): boolean {
  let strange = 0;
  for (const byte of head)
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x01) strange++;
  return strange > 4 && strange > head.length / 100;
}
