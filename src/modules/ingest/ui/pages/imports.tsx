import { useEffect, useEffectEvent, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Forbidden } from '#web/kit/problem.tsx';
import { useMay } from '#web/session.tsx';
import { ingestTexts } from '../i18n/texts.ts';
import { ImportList } from '../run/import-list.tsx';
import { DropZone } from '../upload/drop-zone.tsx';
import type { Upload } from '../upload/queue.ts';
import { UploadList } from '../upload/upload-list.tsx';
import { useUploadQueue } from '../upload/use-queue.ts';
import '../ingest.css';

/** 数据导入: files in, and what became of earlier ones. */
export function Page() {
  const say = useTexts(ingestTexts);
  const mayImport = useMay('dataset:import');
  return (
    <div className="page-column ingest-page">
      <h1 className="page-title">{say('page.title')}</h1>
      {mayImport ? <Incoming /> : <Forbidden />}
    </div>
  );
}

function Incoming() {
  const [uploads, queue] = useUploadQueue();
  useOpenOnly(uploads);
  return (
    <>
      <DropZone onFiles={queue.add} />
      <UploadList uploads={uploads} queue={queue} />
      <ImportList />
    </>
  );
}

/** A single new file opens by itself once it has come; of several, and of one known before, the reader picks. */
function useOpenOnly(uploads: readonly Upload[]): void {
  const navigate = useNavigate();
  const watched = useRef(new Set<number>());
  const look = useEffectEvent((all: readonly Upload[]) => {
    const [only] = all;
    for (const { id, state } of all) if (state.kind !== 'ready') watched.current.add(id);
    if (all.length !== 1 || only?.state.kind !== 'ready' || !watched.current.has(only.id)) return;
    if (!only.state.reply.duplicate) void navigate(`/import/files/${only.state.reply.file.hash}`);
  });
  useEffect(() => look(uploads), [uploads]);
}
