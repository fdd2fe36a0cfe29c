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
import { type Item, type Resource, ResourceDetail } from '../../contract.ts';
import { Failed } from '../failed.tsx';
import { catalogueTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import '../catalogue.css';

/** One resource: its facts and items; batches, rows and bindings are shown by the modules that own them. */
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
  const isStatistics = resource.kind === 'statistics';
  return (
    <>
      <Facts resource={resource} />
      <Items items={items} />
      <Panel id="ingest.rows" title={say('one.rows')} note={say('one.rows.note')} reserve="24rem" state={state} />
      <Panel
        id="ingest.batches"
        title={say('one.batches')}
        note={say('one.batches.note')}
        reserve="10rem"
        state={state}
      />
      {mayBind && isStatistics && (
        <Panel id="indicators.binding" title={say('one.binding')} reserve="12rem" state={state} />
      )}
    </>
  );
}

function Facts({ resource }: { readonly resource: Resource }) {
  const say = useTexts(catalogueTexts);
  const language = useLanguage();
  const { code, providerName, kind, updateCycle, sharingType, openingType, updatedAt, createdAt, summary } = resource;
  const facts = [
    { key: 'code', head: say('head.code'), words: code },
    { key: 'provider', head: say('head.provider'), words: providerName ?? say('no-provider') },
    { key: 'kind', head: say('head.kind'), words: say(`kind.${kind}`) },
    { key: 'cycle', head: say('one.cycle'), words: say(`cycle.${updateCycle}`) },
    { key: 'sharing', head: say('one.sharing'), words: say(`sharing.${sharingType}`) },
    { key: 'opening', head: say('one.opening'), words: say(`opening.${openingType}`) },
    { key: 'updated', head: say('head.updated'), words: formatInstant(updatedAt, language) },
    { key: 'created', head: say('one.created'), words: formatInstant(createdAt, language) },
    ...(summary === '' ? [] : [{ key: 'summary', head: say('one.summary'), words: summary }]),
  ];
  return (
    <Card title={say('one.facts')}>
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
  const columns: readonly Column<Item>[] = [
    { key: 'name', head: say('item.name'), cell: ({ name }) => name },
    { key: 'role', head: say('item.role'), cell: ({ role }) => say(`role.${role}`) },
    { key: 'unit', head: say('item.unit'), cell: ({ unit }) => unit ?? '' },
    { key: 'type', head: say('item.type'), cell: ({ dataType }) => say(`type.${dataType}`) },
    { key: 'basis', head: say('item.basis'), cell: ({ basis }) => (basis === null ? '' : say(`basis.${basis}`)) },
    { key: 'column', head: say('item.column'), cell: ({ columnName }) => columnName },
    { key: 'note', head: say('item.note'), cell: ({ note }) => note },
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
