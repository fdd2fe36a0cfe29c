/** Facts of an OLE2 compound file (xls, doc, encrypted xlsx); source: [MS-CFB]. */

const HEADER_FAT = 0x4c;
const HEADER_FAT_ENTRIES = 109;
/** Table values from here on mark ends and free sectors. */
const SPECIAL = 0xfffffffa;

/** Whether the file ends before a sector that its allocation table leads to. */
export function isCutOff(bytes: Buffer): boolean {
  if (bytes.length < 512) return true;
  const size = 2 ** Math.min(bytes.readUInt16LE(0x1e), 16);
  const isThere = (sector: number) => (sector + 2) * size <= bytes.length;
  return tableSectors(bytes).some((sector) => !isThere(sector) || !linksOf(bytes, sector, size).every(isThere));
}

/** The sectors of the allocation table that the header lists: those of the first 6.8 MB or more. */
function tableSectors(bytes: Buffer): number[] {
  return integers(bytes, HEADER_FAT, HEADER_FAT_ENTRIES).filter((sector) => sector < SPECIAL);
}

/** The sectors that one sector of the allocation table leads to. */
function linksOf(bytes: Buffer, sector: number, size: number): number[] {
  const start = (sector + 1) * size;
  return integers(bytes, start, size / 4).filter((link) => link < SPECIAL);
}

function integers(bytes: Buffer, start: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => bytes.readUInt32LE(start + i * 4));
}

export type OleContent = 'workbook' | 'encrypted' | 'word' | 'powerpoint' | 'other';

/** What a compound file is, from the names of its streams. */
export function oleContent(paths: readonly string[]): OleContent {
  const has = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  if (has(/\/EncryptedPackage$/i)) return 'encrypted';
  if (has(/\/(Workbook|Book)$/i)) return 'workbook';
  if (has(/\/(WordDocument|WpsDocument)$/i)) return 'word';
  return has(/\/PowerPoint Document$/i) ? 'powerpoint' : 'other';
}
