import { useDeferredValue } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Type } from 'typebox';
import { DepartmentInfo } from '#contract/identity';
import { useDevice } from '#web/device.tsx';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { Forbidden } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { type Resource, ResourceList } from '../../contract.ts';
import { Failed } from '../failed.tsx';
import { catalogueTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { type ListQuery, listPath, PAGE_SIZE, readListQuery, writeListQuery } from '../list-query.ts';
import { useKept } from '../use-kept.ts';
import '../catalogue.css';

/** 数据资源目录: what there is, who provides it, when it was updated. */
export function Page() {
  return useMay('dataset:read') ? <Resources /> : <Forbidden />;
}

function Resources() {
  const say = useTexts(catalogueTexts);
  const mayImport = useMay('dataset:import');
  const [params, setParams] = useSearchParams();
  const query = readListQuery(params);
  const change = (part: Partial<ListQuery>) => setParams(writeListQuery(query, part), { replace: true });
  const tools = mayImport && (
    <Link className="button" to="/import">
      {say('list.import')}
    </Link>
  );
  return (
    <div className="page-column catalogue-page">
      <h1 className="page-title">{say('list.title')}</h1>
      <Card title={say('list.card')} tools={tools} reserve="20rem">
        <Filter query={query} onChange={change} />
        <List query={useDeferredValue(query)} onPage={(page) => change({ page })} />
      </Card>
    </div>
  );
}

const Departments = Type.Object({ departments: Type.Array(DepartmentInfo) });

interface FilterProps {
  readonly query: ListQuery;
  readonly onChange: (part: Partial<ListQuery>) => void;
}

function Filter({ query, onChange }: FilterProps) {
  const say = useTexts(catalogueTexts);
  const { data } = useGet('/api/departments', Departments, { fixed: true });
  const providers = (data?.departments ?? []).map(({ code, name }) => ({ value: code, label: name }));
  return (
    <search className="catalogue-filter">
      <TextField
        label={say('list.search')}
        type="search"
        value={query.search}
        maxLength={100}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      <SelectField
        label={say('list.provider')}
        options={[{ value: '', label: say('list.any') }, ...providers]}
        value={query.provider}
        onChange={(event) => onChange({ provider: event.target.value })}
      />
    </search>
  );
}

interface ListProps {
  readonly query: ListQuery;
  readonly onPage: (page: number) => void;
}

function List({ query, onPage }: ListProps) {
  const say = useTexts(catalogueTexts);
  const navigate = useNavigate();
  const columns = useColumns();
  const { data: fresh, error, refetch } = useGet(listPath(query), ResourceList);
  const data = useKept(fresh);
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />;
  if (data.total === 0) {
    const filtered = query.search !== '' || query.provider !== '';
    const none = filtered ? 'list.none' : 'list.empty';
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

/** On a phone the name with provider and time below it; the rest stands on the page of the resource. */
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
        {phone && (
          <span className="catalogue-under">
            {provider(resource)} · {formatInstant(resource.updatedAt, language)}
          </span>
        )}
      </>
    ),
  };
  if (phone) return [title];
  return [
    title,
    { key: 'provider', head: say('head.provider'), cell: provider },
    { key: 'kind', head: say('head.kind'), width: '7rem', cell: ({ kind }) => say(`kind.${kind}`) },
    { key: 'items', head: say('head.items'), width: '5rem', numeric: true, cell: ({ itemCount }) => itemCount },
    {
      key: 'updated',
      head: say('head.updated'),
      width: '9.5rem',
      cell: ({ updatedAt }) => formatInstant(updatedAt, language),
    },
    { key: 'code', head: say('head.code'), width: '11rem', cell: ({ code }) => code },
  ];
}
