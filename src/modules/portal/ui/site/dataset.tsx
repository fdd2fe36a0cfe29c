import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import { DatasetDetail, type Field, type PromiseRecord } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import { Broken } from './app.tsx';
import { day, useThemeName } from './parts.tsx';
import { SayForm } from './say-form.tsx';

const BarChart = lazy(() => import('#web/kit/bar-chart.tsx').then(({ BarChart: Chart }) => ({ default: Chart })));

/** One dataset: what it is, its files, a look at it, how to call it, whether its promise was kept. */
export function Page() {
  const { key = '' } = useParams();
  const { data, error, refetch } = useGet(`/open/api/datasets/${encodeURIComponent(key)}`, DatasetDetail);
  if (!data)
    return error ? <Broken error={error} onRetry={() => void refetch()} /> : <Skeleton lines={14} height="40rem" />;
  return <Whole detail={data} />;
}

function Whole({ detail }: { readonly detail: DatasetDetail }) {
  const say = useTexts(portalTexts);
  const { dataset } = detail;
  return (
    <article className="open-dataset">
      <h1>
        {dataset.title}
        {dataset.demo && <span className="open-tag open-tag-demo">{say('site.demo.short')}</span>}
      </h1>
      {dataset.summary !== '' && <p className="open-lead">{dataset.summary}</p>}
      <div className="open-two open-two-right">
        <div className="open-stack">
          <Preview detail={detail} />
          <Chart detail={detail} />
          <Dictionary fields={dataset.fields} />
          <Api detail={detail} />
          <Record releases={detail.releases} />
          <Feedback detail={detail} />
        </div>
        <aside className="open-stack">
          <Downloads detail={detail} />
          <Facts detail={detail} />
        </aside>
      </div>
    </article>
  );
}

interface Part {
  readonly detail: DatasetDetail;
}

function Downloads({ detail: { files } }: Part) {
  const say = useTexts(portalTexts);
  return (
    <Card title={say('data.downloads')}>
      <ul className="open-files">
        {files.map(({ format, bytes, url }) => (
          <li key={format}>
            <a className="button" href={url} download>
              {say('data.download', { format: format.toUpperCase() })}
            </a>
            <span className="note">{sizeText(bytes)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${formatNumber(kilo, { decimals: 1 })} KB` : `${formatNumber(kilo / 1024, { decimals: 1 })} MB`;
}

function Facts({ detail: { dataset, applications } }: Part) {
  const say = useTexts(portalTexts);
  const theme = useThemeName();
  const due =
    dataset.dueAt === null ? null : say(dataset.overdue ? 'data.overdue' : 'data.due', { date: day(dataset.dueAt) });
  const facts = [
    ['data.provider', dataset.providerName ?? say('data.no-provider')],
    ['data.theme', theme(dataset.theme)],
    ['data.code', dataset.code],
    ['data.version', `${say('record.version', { version: dataset.version })} · ${day(dataset.publishedAt)}`],
    ['data.cycle', [say(`cycle.${dataset.updateCycle}`), due].filter(Boolean).join(' · ')],
    ['data.period', [dataset.periodFrom, dataset.periodTo].filter(Boolean).join(' — ')],
    ['data.count', formatNumber(dataset.rows, { decimals: 0 })],
    ['data.first', day(dataset.firstPublishedAt)],
    ['data.licence', say(`licence.${dataset.licence}`)],
    ['data.privacy', say('data.privacy.words')],
  ] as const;
  return (
    <Card title={say('data.about')}>
      <dl className="open-facts">
        {facts
          .filter(([, words]) => words !== '')
          .map(([key, words]) => (
            <div key={key}>
              <dt>{say(key)}</dt>
              <dd>{words}</dd>
            </div>
          ))}
      </dl>
      {applications.length > 0 && (
        <div className="open-pad">
          <h3>{say('data.applications')}</h3>
          <ul>
            {applications.map(({ id, title, team, url }) => (
              <li key={id}>
                {url === '' ? title : <a href={url}>{title}</a>} <span className="note">{team}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

type PreviewRow = { readonly no: number; readonly cells: DatasetDetail['preview']['rows'][number] };

function Preview({ detail: { preview, dataset } }: Part) {
  const say = useTexts(portalTexts);
  const columns: readonly Column<PreviewRow>[] = preview.names.map((name, i) => ({
    key: name,
    head: name,
    numeric: dataset.fields[i]?.type === 'number',
    cell: ({ cells }) => cells[i] ?? '—',
  }));
  return (
    <Card title={say('data.preview')} note={say('data.preview.note', { count: preview.rows.length })}>
      <DataTable
        caption={`${say('data.preview')} · ${say('m.rows')}`}
        columns={columns}
        rows={preview.rows.map((cells, no) => ({ no, cells }))}
        rowKey={({ no }) => String(no)}
        maxHeight="24rem"
      />
    </Card>
  );
}

function Chart({ detail: { chart } }: Part) {
  const say = useTexts(portalTexts);
  if (chart === null) return null;
  return (
    <Card title={say('data.chart')} note={chart.title}>
      <div className="open-chart">
        <Suspense fallback={<Skeleton lines={6} />}>
          <BarChart
            categories={chart.labels}
            series={[{ name: chart.title, values: chart.values }]}
            unit={chart.unit}
            decimals={2}
            lying={chart.kind === 'bar'}
            summary={chart.title}
          />
        </Suspense>
      </div>
    </Card>
  );
}

function Dictionary({ fields }: { readonly fields: readonly Field[] }) {
  const say = useTexts(portalTexts);
  const columns: readonly Column<Field>[] = [
    { key: 'name', head: say('field.name'), cell: ({ name }) => name },
    { key: 'type', head: say('field.type'), cell: ({ type }) => say(`field.${type}`) },
    { key: 'unit', head: say('field.unit'), cell: ({ unit }) => unit ?? '' },
    { key: 'mask', head: say('field.mask'), cell: ({ mask }) => say(`mask.${mask?.method ?? 'none'}`) },
    { key: 'note', head: say('field.note'), wide: true, cell: ({ note }) => note },
  ];
  return (
    <Card title={say('data.dictionary')}>
      <DataTable
        caption={`${say('data.dictionary')} · ${say('m.rows')}`}
        columns={columns}
        rows={fields}
        rowKey={({ name }) => name}
        maxHeight="20rem"
      />
    </Card>
  );
}

function Api({ detail: { dataset } }: Part) {
  const say = useTexts(portalTexts);
  const base = window.location.origin;
  const field = dataset.fields.find(({ type }) => type === 'text')?.name ?? '';
  const rows = `${base}/open/api/datasets/${dataset.name}/rows?limit=10`;
  return (
    <Card title={say('data.api')} tools={<Link to="/open/keys">{say('keys.title')}</Link>}>
      <div className="open-pad">
        <p>{say('data.api.help')}</p>
        <pre className="open-code">{`curl "${rows}"${field === '' ? '' : `\ncurl -G "${rows}" --data-urlencode "${field}=…"`}`}</pre>
        <p>{say('data.api.ckan')}</p>
        <pre className="open-code">{`curl "${base}/api/3/action/package_show?id=${dataset.name}"`}</pre>
      </div>
    </Card>
  );
}

function Record({ releases }: { readonly releases: readonly PromiseRecord[] }) {
  const say = useTexts(portalTexts);
  const columns: readonly Column<PromiseRecord>[] = [
    { key: 'version', head: say('data.version'), cell: ({ version }) => say('record.version', { version }) },
    { key: 'date', head: say('record.date'), cell: ({ publishedAt }) => day(publishedAt) },
    {
      key: 'due',
      head: say('record.promised'),
      cell: ({ promisedBy }) => (promisedBy === null ? '—' : day(promisedBy)),
    },
    {
      key: 'kept',
      head: say('record.state'),
      cell: ({ kept }) => say(kept === null ? 'record.first' : kept ? 'record.kept' : 'record.missed'),
    },
    { key: 'rows', head: say('data.count'), numeric: true, cell: ({ rows }) => formatNumber(rows, { decimals: 0 }) },
  ];
  return (
    <Card title={say('data.record')} note={say('data.record.help')}>
      <DataTable
        caption={`${say('data.record')} · ${say('m.rows')}`}
        columns={columns}
        rows={releases}
        rowKey={({ version }) => String(version)}
        maxHeight="16rem"
      />
    </Card>
  );
}

function Feedback({ detail: { dataset, rating } }: Part) {
  const say = useTexts(portalTexts);
  const { count, mean } = rating;
  const words = mean === null ? say('data.rating.none') : say('data.rating.mean', { mean, count });
  return (
    <Card title={say('data.rating')} note={words}>
      <div className="open-pad">
        <SayForm kinds={['rating', 'correction']} dataset={dataset.name} />
      </div>
    </Card>
  );
}
