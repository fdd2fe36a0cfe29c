import { Link } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { useUploadQueue } from '../upload/use-queue.ts';
import { pendingSheets } from './pending.ts';
import { useImports } from './use-imports.ts';

const SHOWN = 4;

/** What of this visit still waits for a look: other sheets of the file, other files. */
export function NextSheets({ hash }: { readonly hash: string }) {
  const say = useTexts(ingestTexts);
  const [uploads] = useUploadQueue();
  const { data: imports } = useImports('size=100');
  const files = uploads.flatMap(({ state }) => (state.kind === 'ready' ? [state.reply] : []));
  const waiting = imports ? pendingSheets(files, imports, hash) : [];
  if (waiting.length === 0) return null;
  return (
    <nav className="file-facts" aria-label={say('next.title')}>
      <span className="note">{say('next.title')}</span>
      {waiting.slice(0, SHOWN).map(({ hash: of, sheet, file, sheetName }) => (
        <Link key={`${of} ${sheet}`} to={`/import/files/${of}?sheet=${sheet}`}>
          {sheetName === null ? file : say('run.of', { file, sheet: sheetName })}
        </Link>
      ))}
      {waiting.length > SHOWN && <span className="note">{say('next.more', { count: waiting.length - SHOWN })}</span>}
    </nav>
  );
}
