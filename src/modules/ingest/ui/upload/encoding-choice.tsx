import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { keyOf } from '#web/query.ts';
import type { StoredFile } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { EncodingMenu } from './encoding-menu.tsx';
import { useUploadQueue } from './use-queue.ts';

/** The encoding of a text file. While the file is still at hand in this tab, another can be chosen. */
export function EncodingChoice({ file: { hash, encoding } }: { readonly file: StoredFile }) {
  const say = useTexts(ingestTexts);
  const [uploads, queue] = useUploadQueue();
  const upload = uploads.find(({ state }) => state.kind === 'ready' && state.reply.file.hash === hash);
  useFreshReading(hash, upload?.state.kind === 'ready' ? upload.state.reply.file.encoding : undefined);
  if (encoding === null) return null;
  const words = say('file.encoding', { encoding: encoding.toUpperCase() });
  if (!upload) return <span>{words}</span>;
  return (
    <EncodingMenu
      words={words}
      label={say('file.encoding.change', { encoding: encoding.toUpperCase() })}
      now={encoding}
      onChoose={(one) => queue.again(upload.id, { encoding: one })}
    />
  );
}

/** A file read with another encoding is another table: everything told of it is asked for anew. */
function useFreshReading(hash: string, encoding: string | null | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (encoding === undefined) return;
    const known = client.getQueryData<{ file: StoredFile }>(keyOf(`/api/ingest/files/${hash}`));
    if (!known || known.file.encoding === encoding) return;
    void client.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).includes(hash),
    });
  }, [client, hash, encoding]);
}
