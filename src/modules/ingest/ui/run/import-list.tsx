import { Link } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { Problem } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { type ApiProblem, problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import type { Import } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { ImportActs } from './import-acts.tsx';
import { ImportProgress, ImportStatus } from './import-words.tsx';
import { isEnded } from './progress.ts';
import { useImports } from './use-imports.ts';
import './run.css';

/** The latest imports, running ones with their progress. */
export function ImportList() {
  const say = useTexts(ingestTexts);
  const { data, error, refetch } = useImports('size=30');
  return (
    <Card title={say('imports.title')} note={say('imports.note')} reserve="12rem">
      {data ? (
        <Rows imports={data} />
      ) : error ? (
        <Failed error={problemOf(error)} again={refetch} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Card>
  );
}

function Failed({ error, again }: { readonly error: ApiProblem; readonly again: () => unknown }) {
  return <Problem problem={useProblemText(error)} onRetry={() => void again()} />;
}

function Rows({ imports }: { readonly imports: readonly Import[] }) {
  const say = useTexts(ingestTexts);
  if (imports.length === 0) return <Empty title={say('imports.empty')} feeds={say('imports.empty.help')} />;
  return (
    <ul className="import-list">
      {imports.map((one) => (
        <ImportRow key={one.id} one={one} />
      ))}
    </ul>
  );
}

function ImportRow({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  const file =
    one.sheetName === '' || one.fileName.startsWith(one.sheetName)
      ? one.fileName
      : `${one.fileName} · ${one.sheetName}`;
  return (
    <li className="import-row">
      <span className="import-name">
        <Link to={`/import/runs/${one.id}`}>{one.title}</Link>
        <span className="note">{file}</span>
      </span>
      <span className="import-state">
        <ImportStatus one={one} />
        {one.status === 'failed' && <span className="note">{one.failure}</span>}
      </span>
      {isEnded(one) ? (
        <span className="note">
          {one.status === 'done' &&
            say('imports.counts', {
              read: formatNumber(one.read),
              accepted: formatNumber(one.accepted),
              quarantined: formatNumber(one.quarantined),
              nonData: formatNumber(one.nonData),
            })}
        </span>
      ) : (
        <ImportProgress one={one} />
      )}
      <span className="import-when note">
        <span>{formatInstant(one.createdAt, language)}</span>
        <span>{one.createdBy}</span>
      </span>
      <span className="import-acts">
        <ImportActs one={one} />
      </span>
    </li>
  );
}
