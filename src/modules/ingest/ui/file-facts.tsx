import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import type { StoredFile } from '../contract.ts';
import { ingestTexts } from './i18n/texts.ts';
import { formatInstant } from './instant.ts';
import { formatBytes } from './sizes.ts';
import { EncodingChoice } from './upload/encoding-choice.tsx';

interface FileFactsProps {
  readonly file: StoredFile;
  readonly sheets: number;
}

/** What is known of a file: size, format, encoding, who brought it; and its original. */
export function FileFacts({ file, sheets }: FileFactsProps) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  const { hash, bytes, format, receivedAt, receivedBy } = file;
  return (
    <div className="file-facts note">
      <span>{format.toUpperCase()}</span>
      <span>{formatBytes(bytes)}</span>
      {sheets > 1 && <span>{say('file.sheet-count', { count: sheets })}</span>}
      <EncodingChoice file={file} />
      <span>{say('file.received', { time: formatInstant(receivedAt, language), who: receivedBy })}</span>
      <span title={hash}>{say('file.hash', { hash: hash.slice(0, 12) })}</span>
      <a href={`/api/ingest/files/${hash}/original`}>{say('file.original')}</a>
    </div>
  );
}
