import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useSession } from '#web/session.tsx';
import { apiUpload } from '#web/upload.ts';
import { FileReply } from '../../contract.ts';
import { createUploadQueue, type SendFile, type Upload, type UploadQueue } from './queue.ts';

interface OwnQueue {
  readonly userId: string;
  readonly queue: UploadQueue;
}

const queues = new WeakMap<QueryClient, OwnQueue>();

/** The uploads of this reader in this tab: they go on while another page is shown. */
export function useUploadQueue(): readonly [readonly Upload[], UploadQueue] {
  const queue = queueOf(useQueryClient(), useSession().user.id);
  return [useSyncExternalStore(queue.subscribe, queue.list), queue];
}

function queueOf(client: QueryClient, userId: string): UploadQueue {
  const known = queues.get(client);
  if (known?.userId === userId) return known.queue;
  const queue = createUploadQueue(sendFile);
  queues.set(client, { userId, queue });
  return queue;
}

const sendFile: SendFile = (file, { encoding, onProgress, signal }) => {
  const form = new FormData();
  form.append('file', file, file.name);
  const path = encoding ? `/api/ingest/files?encoding=${encoding}` : '/api/ingest/files';
  return apiUpload(path, form, FileReply, { onProgress, signal });
};
