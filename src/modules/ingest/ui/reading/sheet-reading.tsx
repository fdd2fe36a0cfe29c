import { useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { Problem } from '#web/kit/problem.tsx';
import { Segmented } from '#web/kit/segmented.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import type { ApiProblem } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import type { PreviewReply } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { AcceptBar } from './accept-bar.tsx';
import type { Draft } from './draft.ts';
import { Editor } from './editors/editor.tsx';
import { ElementList } from './element-list.tsx';
import { Legend } from './legend.tsx';
import { ReadingTools } from './reading-tools.tsx';
import { SheetGrid } from './sheet-grid.tsx';
import type { OpenTarget } from './target.ts';
import { type SheetDraft, useReading } from './use-reading.ts';
import './reading.css';

interface SheetReadingProps {
  readonly hash: string;
  readonly sheet: number;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

/** One sheet before anything of it is stored: its rows, how they are read, and the word to import it. */
export function SheetReading({ hash, sheet, draft, onDraft }: SheetReadingProps) {
  const say = useTexts(ingestTexts);
  const reading = useReading(hash, sheet, draft, onDraft);
  const { reply, error, again } = reading;
  if (error) return <Failed problem={error} onRetry={again} />;
  if (!reply) return <Skeleton lines={10} height="24rem" />;
  if (reply.sheet.tables.length === 0)
    return <Empty title={say('reading.nothing')} feeds={say('reading.nothing.help')} />;
  return (
    <>
      <Readings reading={reading} reply={reply} />
      <AcceptBar hash={hash} reply={reply} draft={draft} busy={reading.busy} />
    </>
  );
}

function Failed({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problem)} onRetry={onRetry} />;
}

interface ReadingsProps {
  readonly reading: SheetDraft;
  readonly reply: PreviewReply;
}

function Readings({ reading, reply }: ReadingsProps) {
  const say = useTexts(ingestTexts);
  const [chosen, setChosen] = useState(0);
  const [open, setOpen] = useState<OpenTarget | null>(null);
  const at = Math.min(chosen, reply.sheet.tables.length - 1);
  const table = reply.sheet.tables[at];
  if (!table) return null;
  return (
    <div className="reading" aria-busy={reading.busy}>
      <ReadingTools reading={reading} reply={reply} />
      <div className="reading-parts">
        <Card
          title={say('grid.title')}
          note={say('grid.note')}
          tools={<Tables reply={reply} at={at} onChoose={setChosen} />}
        >
          <Legend table={table} />
          <SheetGrid
            table={table}
            preview={reply.preview}
            onColumn={(index, anchor) => setOpen({ target: { kind: 'column', index }, anchor })}
            onLine={(line, anchor) => setOpen({ target: { kind: 'line', line }, anchor })}
          />
        </Card>
        <Card title={say('elements.title')} note={say('elements.note')}>
          <ElementList
            table={table}
            preview={reply.preview}
            onOpen={setOpen}
            onRecords={() => void reading.correct({ kind: 'records' }, at)}
          />
        </Card>
      </div>
      {open && (
        <Editor
          open={open}
          reply={reply}
          table={at}
          onClose={() => setOpen(null)}
          onCorrect={(correction) => void reading.correct(correction, at)}
        />
      )}
    </div>
  );
}

interface TablesProps {
  readonly reply: PreviewReply;
  readonly at: number;
  readonly onChoose: (at: number) => void;
}

/** Which of several tables in one sheet is looked at. */
function Tables({ reply, at, onChoose }: TablesProps) {
  const say = useTexts(ingestTexts);
  const { tables } = reply.sheet;
  if (tables.length < 2) return null;
  const choices = tables.map((_, i) => ({ value: String(i), label: say('grid.table', { number: i + 1 }) }));
  return (
    <Segmented
      label={say('grid.tables')}
      choices={choices}
      value={String(at)}
      onChange={(value) => onChoose(Number(value))}
    />
  );
}
