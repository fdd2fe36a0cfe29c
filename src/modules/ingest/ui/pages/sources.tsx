import { useState } from 'react';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { Forbidden, Problem } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { type ApiProblem, problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { SourceList } from '../../sources/contract.ts';
import { sourceTexts } from '../sources/i18n/texts.ts';
import { SourceForm } from '../sources/source-form.tsx';
import { SourceCard } from '../sources/source-list.tsx';
import '../ingest.css';
import '../sources/sources.css';

/** 数据源: systems that departments have, and what is collected from them. */
export function Page() {
  return useMay('source:write') ? <Sources /> : <Forbidden />;
}

function Sources() {
  const say = useTexts(sourceTexts);
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useGet('/api/ingest/sources', SourceList, { every: 5_000 });
  return (
    <div className="page-column ingest-page">
      <div className="source-head">
        <h1 className="page-title">{say('title')}</h1>
        <Button look="main" onClick={() => setAdding(true)}>
          {say('source.add')}
        </Button>
      </div>
      <p className="muted">{say('list.note')}</p>
      {data ? (
        <Cards list={data} />
      ) : error ? (
        <Failed error={problemOf(error)} again={refetch} />
      ) : (
        <Skeleton lines={6} />
      )}
      {adding && <SourceForm onClose={() => setAdding(false)} />}
    </div>
  );
}

function Failed({ error, again }: { readonly error: ApiProblem; readonly again: () => unknown }) {
  return <Problem problem={useProblemText(error)} onRetry={() => void again()} />;
}

function Cards({ list: { sources, collections } }: { readonly list: SourceList }) {
  const say = useTexts(sourceTexts);
  if (sources.length === 0) return <Empty title={say('list.empty')} feeds={say('list.empty.help')} />;
  return sources.map((source) => (
    <SourceCard
      key={source.id}
      source={source}
      collections={collections.filter(({ sourceId }) => sourceId === source.id)}
    />
  ));
}
