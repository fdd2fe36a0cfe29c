import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Drawer } from '#web/kit/drawer.tsx';
import { Light } from '#web/kit/light.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { problemOf } from '#web/problem.ts';
import { useGet } from '#web/query.ts';
import { type Collection, type Run, RunList } from '../../sources/contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { formatInstant } from '../instant.ts';
import { sourceTexts } from './i18n/texts.ts';

/** Runs of a collection with what they say of their way. */
export function RunDrawer({ collection, onClose }: { readonly collection: Collection; readonly onClose: () => void }) {
  const say = useTexts(sourceTexts);
  const { data, error } = useGet(`/api/ingest/runs?collection=${collection.id}`, RunList, { every: 5_000 });
  return (
    <Drawer open title={say('run.title', { name: collection.title })} onClose={onClose}>
      {error && !data ? <ActProblem problem={problemOf(error)} /> : !data ? <Skeleton lines={4} /> : null}
      {data?.runs.length === 0 && <p className="muted">{say('run.empty')}</p>}
      <ol className="source-runs">
        {data?.runs.map((run) => (
          <RunItem key={run.id} run={run} />
        ))}
      </ol>
    </Drawer>
  );
}

const LIGHTS = { done: 'green', failed: 'red', gated: 'amber', running: 'gray', queued: 'gray' } as const;

function RunItem({ run }: { readonly run: Run }) {
  const say = useTexts(sourceTexts);
  const language = useLanguage();
  const facts = [
    say(`run.cause.${run.cause}`),
    say('collection.rows', { count: formatNumber(run.rows) }),
    run.batch === null ? '' : say('run.batch', { no: run.batch }),
    say('run.took', { seconds: (run.elapsedMs / 1000).toFixed(1) }),
  ];
  return (
    <li>
      <p>
        <Light kind={LIGHTS[run.status]} word={say(`run.${run.status}`)} /> {formatInstant(run.createdAt, language)} ·{' '}
        {facts.filter(Boolean).join(' · ')}
      </p>
      {run.watermarkTo !== null && run.watermarkTo !== run.watermarkFrom && (
        <p className="muted">{say('run.watermark', { from: run.watermarkFrom ?? '—', to: run.watermarkTo })}</p>
      )}
      <ul className="muted">
        {run.log.map(({ at, text }) => (
          <li key={`${at}${text}`}>{text}</li>
        ))}
      </ul>
    </li>
  );
}
