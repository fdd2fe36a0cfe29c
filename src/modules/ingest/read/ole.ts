/** Facts of an OLE2 compound file (xls, doc, encrypted xlsx); source: [MS-CFB]. */

const HEADER_FAT = 0x4c;
const HEADER_FAT_ENTRIES = 109;
const END_OF_LIST = 0xfffffffa;
const FREE = 0xffffffff;

/** Whether the file ends before the last sector that its allocation table uses. */
export function isCutOff(bytes: Buffer): boolean {
  if (bytes.length < 512) return true;
  const sector = 2 ** Math.min(bytes.readUInt16LE(0x1e), 16);
  const needed = Math.max(...fatSectors(bytes).map((id, index) => lastSector(bytes, id, index, sector)));
  return bytes.length < (needed + 1) * sector;
}

/** The sectors of the allocation table that the header lists (those of the first 6.8 MB or more). */
function fatSectors(bytes: Buffer): number[] {
  const listed = Array.from({ length: HEADER_FAT_ENTRIES }, (_, i) => bytes.readUInt32LE(HEADER_FAT + i * 4));
  return [0, ...listed.filter((id) => id < END_OF_LIST)];
}

/** The last sector that one sector of the allocation table uses, itself included. */
function lastSector(bytes: Buffer, id: number, index: number, size: number): number {
  const entries = size / 4;
  const start = (id + 1) * size;
  if (index === 0 || start + size > bytes.length) return id;
  for (let entry = entries - 1; entry >= 0; entry--) {
    if (bytes.readUInt32LE(start + entry * 4) !== FREE) return Math.max(id, (index - 1) * entries + entry);
  }
  return id;
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
