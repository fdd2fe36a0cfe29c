import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Empty } from '#web/kit/empty.tsx';
import { Forbidden, Problem } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { Tabs } from '#web/kit/tabs.tsx';
import { type ApiProblem, problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { FileReply } from '../../contract.ts';
import { FileFacts } from '../file-facts.tsx';
import { ingestTexts } from '../i18n/texts.ts';
import { KnownFile } from '../known-file.tsx';
import { type Draft, NO_DRAFT } from '../reading/draft.ts';
import { SheetReading } from '../reading/sheet-reading.tsx';
import '../ingest.css';

/** A file before it is imported: how each of its sheets is read. */
export function Page() {
  return useMay('dataset:import') ? <File /> : <Forbidden />;
}

function File() {
  const say = useTexts(ingestTexts);
  const { hash = '' } = useParams();
  const { data, error, refetch } = useGet(`/api/ingest/files/${hash}`, FileReply);
  return (
    <div className="page-column ingest-page">
      <div className="page-way">
        <Link to="/import">{say('page.back')}</Link>
        <h1 className="page-title">{data?.file.name ?? say('file.title')}</h1>
        {data && <FileFacts file={data.file} sheets={data.sheets.length} />}
      </div>
      {data ? (
        <Sheets key={hash} reply={data} />
      ) : error ? (
        <Failed problem={problemOf(error)} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={10} height="30rem" />
      )}
    </div>
  );
}

function Failed({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problem)} onRetry={onRetry} />;
}

/** The sheets that hold anything, one shown at a time; what was corrected in one stays when another is looked at. */
function Sheets({ reply: { file, imports, sheets } }: { readonly reply: FileReply }) {
  const say = useTexts(ingestTexts);
  const [params, setParams] = useSearchParams();
  const [drafts, setDrafts] = useState<Readonly<Record<number, Draft>>>({});
  const sheet = sheets.find(({ index }) => String(index) === params.get('sheet')) ?? sheets[0];
  const head = <KnownFile imports={imports} />;
  if (!sheet)
    return (
      <>
        {head}
        <Empty title={say('file.no-sheets')} feeds={say('file.no-sheets.help')} />
      </>
    );
  const content = (
    <SheetReading
      key={sheet.index}
      hash={file.hash}
      sheet={sheet.index}
      draft={drafts[sheet.index] ?? NO_DRAFT}
      onDraft={(draft) => setDrafts((all) => ({ ...all, [sheet.index]: draft }))}
    />
  );
  if (sheets.length === 1)
    return (
      <>
        {head}
        {content}
      </>
    );
  const tabs = sheets.map(({ index, name, hidden, rowsSeen }) => ({
    value: String(index),
    label: hidden ? say('file.hidden-sheet', { name }) : name,
    count: rowsSeen,
  }));
  return (
    <>
      {head}
      <Tabs
        label={say('file.sheets')}
        tabs={tabs}
        value={String(sheet.index)}
        onChange={(index) => setParams({ sheet: index }, { replace: true })}
      >
        <div className="page-column ingest-page">{content}</div>
      </Tabs>
    </>
  );
}
