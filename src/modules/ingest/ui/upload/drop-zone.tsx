import { type DragEvent, useEffect, useEffectEvent, useId, useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { classes } from '#web/kit/classes.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { filesOfPaste } from './pasted.ts';
import './upload.css';

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.xlsm,.xls,.json,.jsonl,.ndjson';

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
}

/** Where files come in: dropped anywhere on the page, pasted, or chosen. */
export function DropZone({ onFiles }: DropZoneProps) {
  const say = useTexts(ingestTexts);
  const id = useId();
  const over = useWindowDrop(onFiles);
  usePaste(onFiles, say('drop.pasted-name'));
  return (
    <div className={classes('drop-zone', over && 'drop-zone-over')}>
      <p className="drop-zone-title">{over ? say('drop.release') : say('drop.title')}</p>
      <p className="note">{say('drop.help')}</p>
      <input
        id={id}
        className="visually-hidden drop-zone-input"
        type="file"
        multiple
        accept={ACCEPTED}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <label className="button button-main" htmlFor={id}>
        {say('drop.choose')}
      </label>
    </div>
  );
}

/** Files dropped anywhere on the page count; true while some are held over it. */
function useWindowDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const hold = (event: globalThis.DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: globalThis.DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: globalThis.DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}

function hasFiles(event: Pick<DragEvent | globalThis.DragEvent, 'dataTransfer'>): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function usePaste(onFiles: (files: readonly File[]) => void, name: string): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const files = event.clipboardData ? filesOfPaste(event.clipboardData, name) : [];
    if (files.length > 0) onFiles(files);
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => take(event);
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
