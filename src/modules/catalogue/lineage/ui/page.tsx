import { Link, useSearchParams } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Segmented } from '#web/kit/segmented.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import { Failed } from '../../ui/failed.tsx';
import { formatInstant } from '../../ui/instant.ts';
import { type LineageEdge, LineageGraph } from '../contract.ts';
import { Drawing } from './drawing.tsx';
import { isWord, lineageTexts } from './i18n/texts.ts';
import './lineage.css';

const DIRECTIONS = ['both', 'up', 'down'] as const;

/** Lineage of the subject that the address names: a drawing, and the same as a table. */
export function Page() {
  const say = useTexts(lineageTexts);
  const [params, setParams] = useSearchParams();
  const direction = DIRECTIONS.find((one) => one === params.get('direction')) ?? 'both';
  const asked = new URLSearchParams({
    kind: params.get('kind') ?? '',
    id: params.get('id') ?? '',
    direction,
    depth: '5',
  });
  const { data, error, refetch } = useGet(`/api/lineage/graph?${asked}`, LineageGraph);
  const turn = (next: string) => setParams({ ...Object.fromEntries(params), direction: next }, { replace: true });
  const choices = DIRECTIONS.map((value) => ({ value, label: say(`direction.${value}`) }));
  const tools = <Segmented label={say('direction')} choices={choices} value={direction} onChange={turn} />;
  const root = data?.nodes.find(({ level }) => level === 0);
  return (
    <div className="page-column lineage-page">
      <h1 className="page-title">{root ? `${say('title')} · ${root.name}` : say('title')}</h1>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Card title={say('graph')} note={say('graph.note')} tools={tools} reserve="20rem">
          {data ? <Drawing graph={data} /> : <Skeleton lines={8} />}
          {data?.truncated && <p>{say('truncated')}</p>}
        </Card>
      )}
      {data && (
        <Card title={say('table')}>
          <Edges graph={data} />
        </Card>
      )}
    </div>
  );
}

function Edges({ graph }: { readonly graph: LineageGraph }) {
  const say = useTexts(lineageTexts);
  const language = useLanguage();
  const jobWord = (job: string) => {
    const word = `job.${job}`;
    return isWord(word) ? say(word) : job;
  };
  const columns: readonly Column<LineageEdge>[] = [
    { key: 'from', head: say('table.from'), cell: ({ from }) => <End graph={graph} at={from} /> },
    { key: 'job', head: say('table.job'), cell: ({ job }) => jobWord(job) },
    { key: 'to', head: say('table.to'), cell: ({ to }) => <End graph={graph} at={to} /> },
    {
      key: 'at',
      head: say('table.run'),
      wide: true,
      cell: ({ at, run }) =>
        at === null ? '' : `${formatInstant(at, language)}${run === null ? '' : ` · ${run.slice(0, 12)}`}`,
    },
  ];
  return (
    <DataTable
      caption={say('table')}
      columns={columns}
      rows={graph.edges}
      rowKey={({ from, to, job }) => `${from}>${to}>${job}`}
      empty={say('table.none')}
    />
  );
}

function End({ graph, at }: { readonly graph: LineageGraph; readonly at: string }) {
  const say = useTexts(lineageTexts);
  const node = graph.nodes.find(({ kind, id }) => `${kind}:${id}` === at);
  if (!node) return at;
  const word = `kind.${node.kind}`;
  const words = `${isWord(word) ? say(word) : node.kind} ${node.name}`;
  return node.href === null ? words : <Link to={node.href}>{words}</Link>;
}
