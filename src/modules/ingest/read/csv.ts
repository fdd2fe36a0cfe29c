import { detectDelimiter, separatorLine } from './csv-dialect.ts';
import { type RecordSplitter, recordSplitter } from './csv-records.ts';
import { fileErrors } from './file-errors.ts';
import { type OpenedFile, type OpenOptions, onlySheet, type SheetRow } from './sheet.ts';
import { readText, type TextSource } from './text-stream.ts';

/**
 * Open delimited text. `sample` is the decoded head of the file; `whole` says that nothing follows it.
 * Refuses text without any row.
 */
export function openCsv(
  source: TextSource & { name: string; bytes: number; sample: string; whole: boolean },
  options: OpenOptions = {},
): OpenedFile {
  if (source.whole && source.sample.trim() === '') throw fileErrors['empty-file']({ name: source.name });
  const delimiter = options.delimiter ?? detectDelimiter(source.sample);
  return {
    format: 'csv',
    encoding: source.encoding,
    delimiter,
    bytes: source.bytes,
    sheets: [onlySheet(source.name)],
    rows: (index) => {
      if (index !== 0) throw fileErrors['no-such-sheet']({ index });
      return readCsv(source, delimiter);
    },
    close: () => Promise.resolve(),
  };
}

/** Rows of delimited text in batches, one for each block read. A `sep=` line is counted but not delivered. */
export async function* readCsv(source: TextSource, delimiter: string): AsyncGenerator<SheetRow[]> {
  let splitter: RecordSplitter | null = null;
  for await (const text of readText(source)) {
    const skipped = splitter === null ? (separatorLine(text)?.length ?? 0) : 0;
    splitter ??= recordSplitter(delimiter, skipped === 0 ? 1 : 2);
    const rows = splitter.push(text.slice(skipped));
    if (rows.length > 0) yield rows;
  }
  const rows = splitter?.end() ?? [];
  if (rows.length > 0) yield rows;
}
