import { Link } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Empty } from '#web/kit/empty.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import { PortalHome } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import { Broken } from './app.tsx';
import { DatasetItem, SearchBar, useThemeName } from './parts.tsx';

/** The first page: search, what there is, themes, what is new. */
export function Page() {
  const say = useTexts(portalTexts);
  const { data, error, refetch } = useGet('/open/api/home', PortalHome);
  return (
    <>
      <section className="open-hero">
        <h1>{say('home.lead')}</h1>
        <SearchBar />
      </section>
      {data ? (
        <Whole home={data} />
      ) : error ? (
        <Broken error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={10} />
      )}
    </>
  );
}

const COUNTS = ['datasets', 'rows', 'files', 'downloads', 'applications'] as const;

function Whole({ home }: { readonly home: PortalHome }) {
  const say = useTexts(portalTexts);
  const theme = useThemeName();
  if (home.datasets === 0)
    return (
      <Empty
        title={say('home.empty')}
        feeds={say('home.empty.help')}
        action={<Link to="/open/request">{say('say.request')}</Link>}
      />
    );
  return (
    <>
      <dl className="open-counts">
        {COUNTS.map((key) => (
          <div key={key}>
            <dd>{formatNumber(home[key], { decimals: 0 })}</dd>
            <dt>{say(`home.${key}`)}</dt>
          </div>
        ))}
      </dl>
      <section>
        <h2>{say('home.themes')}</h2>
        <ul className="open-themes">
          {home.facets.theme.map(({ value, count }) => (
            <li key={value}>
              <Link to={`/open/datasets?theme=${value}`}>
                {theme(value)} <span className="note">{count}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{say('home.newest')}</h2>
        <ul className="open-list">
          {home.newest.map((dataset) => (
            <DatasetItem key={dataset.id} dataset={dataset} />
          ))}
        </ul>
        <Link to="/open/datasets">{say('home.all')}</Link>
      </section>
    </>
  );
}
