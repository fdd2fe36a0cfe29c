import type { FileReply, Import } from '../../contract.ts';

/** A sheet of a file of this visit that nobody has imported yet. */
export interface Pending {
  readonly hash: string;
  readonly sheet: number;
  readonly file: string;
  /** Null when the file has only one sheet. */
  readonly sheetName: string | null;
}

type Known = Pick<Import, 'fileHash' | 'sheet'>;

/** Sheets that still wait, in the order of the files; those of `first` come before the others. */
export function pendingSheets(files: readonly FileReply[], imports: readonly Known[], first: string): Pending[] {
  const pending = files.flatMap(({ file, sheets }) =>
    sheets
      .filter(({ tables }) => tables.length > 0)
      .filter(({ index }) => !imports.some((one) => one.fileHash === file.hash && one.sheet === index))
      .map(({ index, name }) => ({
        hash: file.hash,
        sheet: index,
        file: file.name,
        sheetName: sheets.length > 1 ? name : null,
      })),
  );
  return pending.sort((a, b) => Number(b.hash === first) - Number(a.hash === first));
}
