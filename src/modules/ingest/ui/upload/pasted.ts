/** What a paste brings: files, or cells copied from a spreadsheet program, which become a file of their own. */
export function filesOfPaste(data: DataTransfer, name: string): readonly File[] {
  if (data.files.length > 0) return [...data.files];
  const text = data.getData('text/plain');
  return isTable(text) ? [new File([text], name, { type: 'text/tab-separated-values' })] : [];
}

/** Cells come with tabs between columns; a line of plain words is no table. */
export function isTable(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.filter((line) => line.includes('\t')).length * 2 > lines.length;
}
