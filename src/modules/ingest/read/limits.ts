const MiB = 1024 * 1024;

/**
 * Ceilings of the readers. Each protects the memory or the time of the node against one file;
 * none is near what an honest statistical table needs.
 */
export const limits = {
  /** Columns of a sheet that may hold values. Excel allows 16,384; a table of that width is a pivot or an accident. */
  columns: 2_000,
  /** Characters (or bytes, where bytes are scanned) of one record; past this a quote is missing its partner. */
  record: 16 * MiB,
  /** Levels of a JSON record: what writes it out again calls itself once a level. */
  nesting: 200,
  /** Entries of a ZIP container. */
  zipEntries: 10_000,
  /** Unpacked bytes of a ZIP container, declared and actual. */
  unpacked: 2_048 * MiB,
  /** Unpacked : packed. Honest sheets measure 8–30; deflate's own ceiling is 1032. */
  ratio: 250,
  /** The ratio is judged only from this unpacked size on: small parts may be all blanks. */
  ratioFrom: 100 * MiB,
  /** Unpacked bytes of the shared strings of an XLSX: the one part that must stay in memory. */
  sharedStrings: 256 * MiB,
  /** Merged ranges of one sheet. */
  merges: 500_000,
  /** Unpacked bytes of the other XLSX parts read whole (workbook, relations, styles). */
  xlsxPart: 32 * MiB,
  /** File bytes of a format that can only be loaded whole (xls, xlsb, ods, html). */
  whole: 48 * MiB,
  /** Unpacked bytes of such a format when it is a ZIP container (xlsb, ods). */
  wholeUnpacked: 256 * MiB,
  /** JavaScript heap of the worker that loads it, in MiB, and its time in milliseconds. */
  wholeHeapMiB: 1_024,
  wholeMillis: 120_000,
} as const;
