import { useSearchParams } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { SelectField } from '#web/kit/field.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import { DatasetList, type Facets } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import { Broken } from './app.tsx';
import { DatasetItem, SearchBar, useThemeName } from './parts.tsx';

const FACETS = ['theme', 'provider', 'format', 'cycle'] as const;
const SORTS = ['relevance', 'updated', 'title', 'downloads'] as const;
const SIZE = 20;

/** All datasets with a search, facets and an order; it all stands in the address. */
export function Page() {
  const say = useTexts(portalTexts);
  const [params, setParams] = useSearchParams();
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (name !== 'page') next.delete('page');
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParams(next);
  };
  const asked = new URLSearchParams([...params, ['size', String(SIZE)]]);
  const { data, error, refetch } = useGet(`/open/api/datasets?${asked}`, DatasetList);
  const page = Number(params.get('page') ?? '1') || 1;
  return (
    <>
      <h1>{say('list.title')}</h1>
      <SearchBar key={params.get('q')} start={params.get('q') ?? ''} />
      {!data && (error ? <Broken error={error} onRetry={() => void refetch()} /> : <Skeleton lines={12} />)}
      {data && (
        <div className="open-two">
          <aside aria-label={say('list.filters')} className="open-facets">
            <SelectField
              label={say('list.sort')}
              options={SORTS.map((value) => ({ value, label: say(`sort.${value}`) }))}
              value={params.get('sort') ?? 'relevance'}
              onChange={(event) => change('sort', event.target.value)}
            />
            {FACETS.map((facet) => (
              <Facet
                key={facet}
                facet={facet}
                counts={data.facets[facet]}
                chosen={params.get(facet)}
                onChoose={change}
              />
            ))}
          </aside>
          <div>
            <h2 className="visually-hidden">{say('site.datasets')}</h2>
            <p className="note" role="status">
              {say('list.count', { total: data.total })}
            </p>
            {data.total === 0 && (
              <Empty
                title={say('list.none')}
                feeds={say('list.none.help')}
                action={<Button onClick={() => setParams({})}>{say('list.clear')}</Button>}
              />
            )}
            <ul className="open-list">
              {data.datasets.map((dataset) => (
                <DatasetItem key={dataset.id} dataset={dataset} />
              ))}
            </ul>
            <p className="open-row">
              {page > 1 && <Button onClick={() => change('page', String(page - 1))}>{say('list.previous')}</Button>}
              {page * SIZE < data.total && (
                <Button onClick={() => change('page', String(page + 1))}>{say('list.next')}</Button>
              )}
            </p>
          </div>
        </div>
      )}
    </>
  );
}

interface FacetProps {
  readonly facet: (typeof FACETS)[number];
  readonly counts: Facets[keyof Facets];
  readonly chosen: string | null;
  readonly onChoose: (facet: string, value: string) => void;
}

function Facet({ facet, counts, chosen, onChoose }: FacetProps) {
  const say = useTexts(portalTexts);
  const word = useFacetWord(facet);
  if (counts.length === 0) return null;
  return (
    <fieldset className="open-facet">
      <legend>{say(`facet.${facet}`)}</legend>
      {counts.map(({ value, label, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen === value}
          onClick={() => onChoose(facet, chosen === value ? '' : value)}
        >
          <span>{word(value, label)}</span>
          <span className="note">{count}</span>
        </button>
      ))}
    </fieldset>
  );
}

const CYCLES = ['unknown', 'realtime', 'day', 'week', 'month', 'quarter', 'half', 'year'] as const;

function useFacetWord(facet: FacetProps['facet']): (value: string, label: string) => string {
  const say = useTexts(portalTexts);
  const theme = useThemeName();
  return (value, label) => {
    if (facet === 'theme') return theme(value);
    const cycle = facet === 'cycle' ? CYCLES.find((one) => one === value) : undefined;
    return cycle ? say(`cycle.${cycle}`) : label;
  };
}
