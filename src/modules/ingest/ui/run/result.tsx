import { Link } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { formatNumber, NO_FIGURE } from '#web/kit/number.ts';
import { Panel } from '#web/panel.tsx';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { BatchList, type Import, type ImportSummary } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { periodWords } from '../reading/column-words.ts';
import { Measures } from './measures.tsx';

/** What came of an import: measures with their sums, places, times, batches. */
export function Result({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const { summary, resourceId } = one;
  if (!summary) return null;
  return (
    <Card title={say('result.title')} note={say('result.rows', { rows: formatNumber(summary.rows) })}>
      <Span summary={summary} />
      <Measures summary={summary} />
      {resourceId && <Whereto one={one} resourceId={resourceId} />}
    </Card>
  );
}

/** The way on to indicators, for those who may bind. */
export function Binding({ one: { resourceId, current, summary } }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const mayBind = useMay('binding:write');
  if (!resourceId || !mayBind || !current) return null;
  const data = { resource: { id: resourceId }, regions: summary?.regions.map(({ code }) => code) ?? [] };
  return <Panel id="indicators.binding" title={say('result.bind')} reserve="10rem" state={{ kind: 'ready', data }} />;
}

/** Places and times, in one line each; the list of places on demand. */
function Span({ summary: { regions, periods } }: { readonly summary: ImportSummary }) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  const ends = [periods.first, periods.last].map((key) => (key === null ? NO_FIGURE : periodWords(key, language)));
  return (
    <dl className="result-facts">
      <dt>{say('result.regions')}</dt>
      <dd>
        {regions.length === 0 ? (
          NO_FIGURE
        ) : (
          <details>
            <summary>{say('result.regions.count', { count: regions.length })}</summary>
            {regions.map(({ name }) => name).join(' ')}
          </details>
        )}
      </dd>
      <dt>{say('result.periods')}</dt>
      <dd>
        {periods.count === 0
          ? NO_FIGURE
          : say('result.periods.span', { count: periods.count, span: [...new Set(ends)].join(' — ') })}
      </dd>
    </dl>
  );
}

interface WheretoProps {
  readonly one: Import;
  readonly resourceId: string;
}

/** The batches that this import has made, and the resource they stand in. */
function Whereto({ one, resourceId }: WheretoProps) {
  const say = useTexts(ingestTexts);
  const { data } = useGet(`/api/catalogue/resources/${resourceId}/batches`, BatchList);
  const own = (data?.batches ?? []).filter(({ importId }) => importId === one.id);
  const later = own.filter(({ kind }) => kind === 'release').reduce((sum, { rows }) => sum + rows, 0);
  return (
    <p className="run-pad result-ways">
      {later > 0 && <span className="note">{say('result.later', { rows: formatNumber(later) })}</span>}
      <span className="note">
        {own.map(({ no, rows }) => say('result.batch', { no, rows: formatNumber(rows) })).join(' · ')}
      </span>
      <Link to={`/catalogue/${resourceId}`}>{say('result.resource')}</Link>
    </p>
  );
}
