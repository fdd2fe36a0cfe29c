import { Link, useParams } from 'react-router';
import { useDevice } from '#web/device.tsx';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { Panel } from '#web/panel.tsx';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { type Item, ResourceDetail } from '../../contract.ts';
import { Failed } from '../failed.tsx';
import { HistoryCard } from '../history-card.tsx';
import { catalogueTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { StageMark } from '../stage-mark.tsx';
import { Steps } from '../steps.tsx';
import { valueWords } from '../words.ts';
import '../catalogue.css';

/** One resource: what is said of it, where it stands; batches, rows and bindings are shown by the modules that own them. */
export function Page() {
  return useMay('dataset:read') ? <One /> : <Forbidden />;
}

function One() {
  const say = useTexts(catalogueTexts);
  const { id = '' } = useParams();
  const { data, error, refetch } = useGet(`/api/catalogue/resources/${encodeURIComponent(id)}`, ResourceDetail);
  return (
    <div className="page-column catalogue-page">
      <div className="catalogue-way">
        <Link to="/catalogue">{say('list.title')}</Link>
        <h1 className="page-title">{data?.resource.title ?? say('one.title')}</h1>
        {data && <StageMark stage={data.resource.stage} />}
        {data?.resource.isMounted && <Link to={`/quality/resources/${id}`}>{say('one.quality')}</Link>}
        {data && <Link to={`/lineage?kind=resource&id=${id}`}>{say('one.lineage')}</Link>}
        {data?.resource.isDemo && <span className="catalogue-demo">{say('demo')}</span>}
      </div>
      {data ? (
        <Detail detail={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={12} height="40rem" />
      )}
    </div>
  );
}

function Detail({ detail }: { readonly detail: ResourceDetail }) {
  const say = useTexts(catalogueTexts);
  const mayBind = useMay('binding:write');
  const { resource, items } = detail;
  const state = { kind: 'ready', data: { resource } } as const;
  return (
    <>
      <Steps detail={detail} />
      <Facts detail={detail} />
      <Items items={items} />
      {resource.isMounted && (
        <>
          <Panel id="ingest.rows" title={say('one.rows')} note={say('one.rows.note')} reserve="24rem" state={state} />
          <Panel
            id="ingest.batches"
            title={say('one.batches')}
            note={say('one.batches.note')}
            reserve="10rem"
            state={state}
          />
        </>
      )}
      {resource.isMounted && mayBind && resource.kind === 'statistics' && (
        <Panel id="indicators.binding" title={say('one.binding')} reserve="12rem" state={state} />
      )}
      <HistoryCard id={resource.id} />
    </>
  );
}

const FACTS = [
  ...(['format', 'sourceClass', 'updateCycle', 'grade', 'isSecret', 'sharingType'] as const),
  ...(['sharingCondition', 'sharingWays', 'sharingScope', 'noSharingBasis', 'openingType'] as const),
  ...(['openingCondition', 'relatedCodes'] as const),
];

function Facts({ detail: { resource } }: { readonly detail: ResourceDetail }) {
  const say = useTexts(catalogueTexts);
  const language = useLanguage();
  const { code, providerName, classPath, version, publishedAt, isMounted, updatedAt, createdAt, summary } = resource;
  const textOf = (value: string | boolean | readonly string[]) =>
    typeof value === 'object' ? value.join(' ') : String(value);
  const facts = [
    { key: 'code', head: say('head.code'), words: code },
    { key: 'provider', head: say('head.provider'), words: providerName ?? say('no-provider') },
    {
      key: 'class',
      head: say('field.classCode'),
      words: classPath.map(({ name }) => name).join(' / ') || say('none'),
    },
    {
      key: 'version',
      head: say('field.version'),
      words: version === 0 ? say('version.none') : say('version.no', { no: version }),
    },
    ...(publishedAt === null
      ? []
      : [{ key: 'published', head: say('field.publishedAt'), words: formatInstant(publishedAt, language) }]),
    { key: 'mounted', head: say('field.mounted'), words: say(`mounted.${isMounted}`) },
    ...FACTS.map((field) => ({ key: field, head: say(`field.${field}`), text: textOf(resource[field]) }))
      .filter(({ text }) => text !== '')
      .map(({ key, head, text }) => ({ key, head, words: valueWords(say, key, text) })),
    { key: 'updated', head: say('head.updated'), words: formatInstant(updatedAt, language) },
    { key: 'created', head: say('one.created'), words: formatInstant(createdAt, language) },
  ];
  return (
    <Card title={say('one.facts')}>
      {summary !== '' && <p className="catalogue-summary">{summary}</p>}
      <dl className="catalogue-facts">
        {facts.map(({ key, head, words }) => (
          <div key={key}>
            <dt>{head}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Items({ items }: { readonly items: readonly Item[] }) {
  const say = useTexts(catalogueTexts);
  const phone = useDevice().layout === 'phone';
  const marked = (item: Item) =>
    [
      ...(item.personal === 'none' ? [] : [say(`personal.${item.personal}`)]),
      ...(item.identifier === 'none' ? [] : [say(`identifier.${item.identifier}`)]),
      ...(item.grade === 'general' ? [] : [say(`grade.${item.grade}`)]),
    ].join(' · ');
  const columns: readonly Column<Item>[] = [
    { key: 'name', head: say('item.name'), cell: ({ name }) => name },
    {
      key: 'type',
      head: say('item.type'),
      cell: ({ dataType, length }) => `${say(`type.${dataType}`)}${length === null ? '' : ` ${length}`}`,
    },
    { key: 'marks', head: say('field.personal'), cell: marked },
    { key: 'unit', head: say('item.unit'), cell: ({ unit }) => unit ?? '' },
    { key: 'sharing', head: say('list.sharing'), cell: ({ sharingType }) => say(`sharing.${sharingType}`) },
    { key: 'opening', head: say('list.opening'), cell: ({ openingType }) => say(`opening.${openingType}`) },
    { key: 'role', head: say('item.role'), cell: ({ role }) => say(`role.${role}`) },
    { key: 'basis', head: say('item.basis'), cell: ({ basis }) => (basis === null ? '' : say(`basis.${basis}`)) },
    { key: 'column', head: say('item.column'), cell: ({ columnName }) => columnName },
    { key: 'note', head: say('item.note'), cell: ({ note, codeList }) => [note, codeList].filter(Boolean).join('；') },
  ];
  return (
    <Card title={say('one.items')} note={say('one.items.count', { count: items.length })}>
      <DataTable
        caption={say('one.items.caption')}
        columns={phone ? columns.slice(0, 3) : columns}
        rows={items}
        rowKey={({ seq }) => String(seq)}
        maxHeight="24rem"
      />
    </Card>
  );
}
