import { useDeferredValue } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useDevice } from '#web/device.tsx';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { type Resource, ResourceList } from '../../contract.ts';
import { Failed } from '../failed.tsx';
import { catalogueTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { ListFilter } from '../list-filter.tsx';
import { isFiltered, type ListQuery, listPath, PAGE_SIZE, readListQuery, writeListQuery } from '../list-query.ts';
import { SheetTools } from '../sheet-tools.tsx';
import { StageMark } from '../stage-mark.tsx';
import { useKept } from '../use-kept.ts';
import '../catalogue.css';

/** 数据资源目录: what there is, who provides it, how far it has come. */
export function Page() {
  return useMay('dataset:read') ? <Resources /> : <Forbidden />;
}

function Resources() {
  const say = useTexts(catalogueTexts);
  const [params, setParams] = useSearchParams();
  const query = readListQuery(params);
  const change = (part: Partial<ListQuery>) => setParams(writeListQuery(query, part), { replace: true });
  return (
    <div className="page-column catalogue-page">
      <div className="catalogue-way">
        <h1 className="page-title">{say('list.title')}</h1>
        <Ways />
      </div>
      <Card title={say('list.card')} tools={<SheetTools query={query} />} reserve="20rem">
        <Found query={query} onChange={change} />
      </Card>
    </div>
  );
}

/** Where one goes from the list. */
function Ways() {
  const say = useTexts(catalogueTexts);
  const mayWrite = useMay('catalogue:write');
  const mayImport = useMay('dataset:import');
  return (
    <nav className="catalogue-tools" aria-label={say('list.title')}>
      <Link to="/catalogue/coverage">{say('list.coverage')}</Link>
      {mayImport && <Link to="/import">{say('list.import')}</Link>}
      {mayWrite && (
        <Link className="button button-main" to="/catalogue/new">
          {say('list.new')}
        </Link>
      )}
    </nav>
  );
}

interface FoundProps {
  readonly query: ListQuery;
  readonly onChange: (part: Partial<ListQuery>) => void;
}

function Found({ query, onChange }: FoundProps) {
  const { data: fresh, error, refetch } = useGet(listPath(useDeferredValue(query)), ResourceList);
  const data = useKept(fresh);
  return (
    <>
      <ListFilter query={query} facets={data?.facets ?? null} onChange={onChange} />
      {data ? (
        <List query={query} data={data} onPage={(page) => onChange({ page })} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </>
  );
}

interface ListProps {
  readonly query: ListQuery;
  readonly data: ResourceList;
  readonly onPage: (page: number) => void;
}

function List({ query, data, onPage }: ListProps) {
  const say = useTexts(catalogueTexts);
  const navigate = useNavigate();
  const columns = useColumns();
  if (data.total === 0) {
    const none = isFiltered(query) ? 'list.none' : 'list.empty';
    return <Empty title={say(none)} feeds={say(`${none}.help`)} />;
  }
  return (
    <>
      <DataTable
        caption={say('list.caption')}
        columns={columns}
        rows={data.resources}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate(`/catalogue/${id}`)}
      />
      <div className="catalogue-filter">
        <span className="note">{say('list.count', { total: data.total })}</span>
        {query.page > 1 && <Button onClick={() => onPage(query.page - 1)}>{say('list.previous')}</Button>}
        {query.page * PAGE_SIZE < data.total && (
          <Button onClick={() => onPage(query.page + 1)}>{say('list.next')}</Button>
        )}
      </div>
    </>
  );
}

/** On a phone the name with provider and stage below it; the rest stands on the page of the resource. */
function useColumns(): readonly Column<Resource>[] {
  const say = useTexts(catalogueTexts);
  const language = useLanguage();
  const phone = useDevice().layout === 'phone';
  const provider = ({ providerName }: Resource) => providerName ?? say('no-provider');
  const title: Column<Resource> = {
    key: 'title',
    head: say('head.title'),
    cell: (resource) => (
      <>
        {resource.title}
        {resource.isDemo && <span className="catalogue-demo">{say('demo')}</span>}
        <span className="catalogue-under">
          {phone ? `${provider(resource)} · ${say(`stage.${resource.stage}`)}` : resource.code}
        </span>
      </>
    ),
  };
  if (phone) return [title];
  return [
    title,
    { key: 'provider', head: say('head.provider'), width: '14rem', cell: provider },
    { key: 'stage', head: say('head.stage'), width: '6rem', cell: ({ stage }) => <StageMark stage={stage} /> },
    {
      key: 'mounted',
      head: say('list.mounted'),
      width: '5rem',
      cell: ({ isMounted }) => say(`mounted.${isMounted}`),
    },
    {
      key: 'sharing',
      head: say('head.sharing'),
      width: '7rem',
      cell: ({ sharingType }) => say(`sharing.${sharingType}`),
    },
    {
      key: 'opening',
      head: say('list.opening'),
      width: '7rem',
      cell: ({ openingType }) => say(`opening.${openingType}`),
    },
    { key: 'items', head: say('head.items'), width: '5rem', numeric: true, cell: ({ itemCount }) => itemCount },
    {
      key: 'updated',
      head: say('head.updated'),
      width: '9.5rem',
      cell: ({ updatedAt }) => formatInstant(updatedAt, language),
    },
  ];
}
