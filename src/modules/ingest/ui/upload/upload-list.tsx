import { useEffect } from 'react';
import { Link } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { Light } from '#web/kit/light.tsx';
import { ProgressBar } from '#web/kit/progress-bar.tsx';
import { problemOf } from '#web/problem.ts';
import type { FileReply } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { formatBytes } from '../sizes.ts';
import { EncodingMenu } from './encoding-menu.tsx';
import { FileProblem } from './file-problem.tsx';
import { isSending, type SendOptions, type Upload, type UploadQueue } from './queue.ts';

interface UploadListProps {
  readonly uploads: readonly Upload[];
  readonly queue: UploadQueue;
}

/** The files of this visit: on their way, ready to be looked at, or refused with the reason. */
export function UploadList({ uploads, queue }: UploadListProps) {
  const say = useTexts(ingestTexts);
  useLeaveGuard(isSending(uploads));
  if (uploads.length === 0) return null;
  return (
    <Card title={say('uploads.title')} note={say('uploads.note')}>
      <ul className="upload-list" aria-live="polite">
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} queue={queue} />
        ))}
      </ul>
    </Card>
  );
}

/** The browser asks before a page that is still sending is closed. */
function useLeaveGuard(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);
}

interface UploadRowProps {
  readonly upload: Upload;
  readonly queue: UploadQueue;
}

function UploadRow({ upload, queue }: UploadRowProps) {
  const say = useTexts(ingestTexts);
  const { file, state, id } = upload;
  const busy = state.kind === 'sending' || state.kind === 'waiting' || state.kind === 'reading';
  return (
    <li className="upload-row">
      <span className="upload-name">
        <b>{file.name}</b>
        <span className="note">{formatBytes(file.size)}</span>
      </span>
      <UploadStateWords upload={upload} />
      <span className="upload-acts">
        {state.kind === 'ready' && (
          <Link className="button" to={`/import/files/${state.reply.file.hash}`}>
            {say('uploads.look')}
          </Link>
        )}
        {state.kind === 'failed' && (
          <SecondTry code={problemOf(state.error).code} again={(options) => queue.again(id, options)} />
        )}
        <Button look="link" onClick={() => queue.remove(id)} aria-label={say('uploads.remove', { name: file.name })}>
          {say(busy ? 'uploads.stop' : 'uploads.clear')}
        </Button>
      </span>
    </li>
  );
}

interface SecondTryProps {
  readonly code: string;
  readonly again: (options?: SendOptions) => void;
}

/** What failed on the way is sent again; what could not be deciphered may be read with an encoding one says. */
function SecondTry({ code, again }: SecondTryProps) {
  const say = useTexts(ingestTexts);
  if (code === 'ingest.bad-encoding')
    return <EncodingMenu words={say('uploads.encoding')} onChoose={(encoding) => again({ encoding })} />;
  const passes = code.startsWith('web.') || code.startsWith('platform.');
  return passes ? <Button onClick={() => again()}>{say('uploads.again')}</Button> : null;
}

function UploadStateWords({ upload: { file, state } }: { readonly upload: Upload }) {
  const say = useTexts(ingestTexts);
  if (state.kind === 'waiting') return <span className="note">{say('uploads.waiting')}</span>;
  if (state.kind === 'reading') return <span className="note">{say('uploads.reading')}</span>;
  if (state.kind === 'failed') return <FileProblem error={state.error} />;
  if (state.kind === 'ready') return <ReadyWords reply={state.reply} />;
  const sent = formatBytes(state.share * file.size);
  return (
    <span>
      <ProgressBar done={state.share * 100} />
      <span className="note">{say('uploads.sent', { sent, all: formatBytes(file.size) })}</span>
    </span>
  );
}

/** What came of a file; the same bytes once more are told with what was made of them. */
function ReadyWords({ reply: { duplicate, file, sheets, imports } }: { readonly reply: FileReply }) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  if (!duplicate) return <Light kind="green" word={say('uploads.ready', { sheets: sheets.length })} />;
  const [latest] = imports;
  return (
    <span>
      <Light kind="blue" word={say('uploads.known')} />
      <span className="note">
        {' '}
        {say('uploads.known.first', { time: formatInstant(file.receivedAt, language), who: file.receivedBy })}
      </span>
      {latest && (
        <span>
          {' '}
          <Link to={`/import/runs/${latest.id}`}>{say('uploads.known.import', { title: latest.title })}</Link>
        </span>
      )}
    </span>
  );
}
