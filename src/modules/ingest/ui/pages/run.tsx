import { Link, useLocation, useParams } from 'react-router';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { Light } from '#web/kit/light.tsx';
import { Forbidden, Problem } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { type ApiProblem, problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { useMay } from '#web/session.tsx';
import type { Import } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { QuarantineCard } from '../quarantine/quarantine-card.tsx';
import { ImportActs } from '../run/import-acts.tsx';
import { Equation, ImportProgress, ImportStatus } from '../run/import-words.tsx';
import { NextSheets } from '../run/next-sheets.tsx';
import { isEnded } from '../run/progress.ts';
import { Binding, Result } from '../run/result.tsx';
import { useImport } from '../run/use-imports.ts';
import '../ingest.css';
import '../run/run.css';

/** One import: its way, and what came of it. */
export function Page() {
  return useMay('dataset:read') ? <Run /> : <Forbidden />;
}

function Run() {
  const say = useTexts(ingestTexts);
  const { id = '' } = useParams();
  const { data, error, refetch } = useImport(id);
  return (
    <div className="page-column ingest-page">
      <div className="page-way">
        <Link to="/import">{say('page.back')}</Link>
        <h1 className="page-title">{data?.title ?? say('run.title')}</h1>
      </div>
      {data ? (
        <Course one={data} />
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

function Course({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const mayImport = useMay('dataset:import');
  return (
    <>
      <Repeated />
      {mayImport && <NextSheets hash={one.fileHash} />}
      <Card title={say('run.state')} note={<Origin one={one} />} tools={<ImportActs one={one} />}>
        <div className="run-pad" aria-live="polite">
          <ImportStatus one={one} />
          {!isEnded(one) && (
            <>
              <ImportProgress one={one} />
              <p className="note">{say('run.leave')}</p>
            </>
          )}
          {one.failure && <p className="ingest-refusal">{one.failure}</p>}
          {one.status === 'done' && !one.current && <p className="note">{say('run.superseded')}</p>}
          {one.status === 'cancelled' && <p className="note">{say('run.cancelled')}</p>}
          {one.status === 'done' && <Equation one={one} />}
        </div>
      </Card>
      {one.status === 'done' && (
        <>
          <Result one={one} />
          {mayImport && <QuarantineCard one={one} />}
          <Binding one={one} />
        </>
      )}
    </>
  );
}

/** Which file, which sheet, when and by whom. */
function Origin({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  const words = { file: one.fileName, sheet: one.sheetName };
  return (
    <span className="run-origin">
      <Link to={`/import/files/${one.fileHash}?sheet=${one.sheet}`}>{say('run.of', words)}</Link>
      {' · '}
      {formatInstant(one.createdAt, language)} {one.createdBy}
    </span>
  );
}

const Arrival = Type.Object({ duplicate: Type.Boolean() });

/** The same sheet, read the same way, had been imported: said plainly, since nothing new has happened. */
function Repeated() {
  const say = useTexts(ingestTexts);
  const { state }: { state: unknown } = useLocation();
  if (!Check(Arrival, state) || !state.duplicate) return null;
  return (
    <section className="known-file" role="status">
      <Light kind="blue" word={say('run.repeated')} />
      <p className="note">{say('run.repeated.help')}</p>
    </section>
  );
}
