import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type PublicationEntry, PublicationList } from '#contract/indicators';
import { apiGet } from '#web/api.ts';
import { Button } from '#web/kit/button.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Light } from '#web/kit/light.tsx';
import { formatNumber, NO_FIGURE } from '#web/kit/number.ts';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { keyOf } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { useNarrow } from '../narrow.ts';
import { dateText, useSpeech } from '../words.ts';

const PATH = '/api/indicators/publications?limit=20';

/** What has been published, the newest first: when, by whom, out of which file, and what of it still counts. */
export function Publications() {
  const { say } = useSpeech();
  const answer = useInfiniteQuery({
    queryKey: keyOf(PATH),
    queryFn: ({ pageParam, signal }) =>
      apiGet(pageParam === null ? PATH : `${PATH}&before=${pageParam}`, PublicationList, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
  return (
    <PanelFrame
      title={say('publications.title')}
      note={say('publications.note')}
      reserve="16rem"
      state={panelStateOf(answer)}
    >
      {({ pages }) => (
        <>
          <List entries={pages.flatMap(({ publications }) => publications)} />
          {answer.hasNextPage && (
            <p className="reports-more">
              <Button busy={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
                {say('publications.more')}
              </Button>
            </p>
          )}
        </>
      )}
    </PanelFrame>
  );
}

function List({ entries }: { readonly entries: readonly PublicationEntry[] }) {
  const { say, language } = useSpeech();
  const columns: Column<PublicationEntry>[] = [
    { key: 'at', head: say('publications.at'), cell: ({ publishedAt }) => dateText(publishedAt, language, true) },
    { key: 'what', head: say('column.indicator'), cell: (entry) => <What entry={entry} /> },
    { key: 'span', head: say('column.period'), cell: ({ indicators }) => spanOf(indicators[0]) },
    { key: 'source', head: say('publications.source'), cell: (entry) => <Source entry={entry} /> },
    {
      key: 'regions',
      head: say('publications.regions'),
      numeric: true,
      cell: ({ regions }) => (regions === null ? NO_FIGURE : formatNumber(regions)),
    },
    { key: 'rows', head: say('publications.rows'), numeric: true, cell: ({ rows }) => formatNumber(rows) },
    {
      key: 'state',
      head: say('publications.state'),
      cell: ({ state }) => <Light kind={state === 'current' ? 'green' : 'gray'} word={say(`publications.${state}`)} />,
    },
  ];
  return (
    <DataTable
      caption={say('table.of', { name: say('publications.title') })}
      rows={entries}
      rowKey={({ no }) => String(no)}
      empty={say('publications.none')}
      columns={useNarrow(columns, ['at', 'what', 'rows'])}
    />
  );
}

/** One indicator leads to its page; of many the first few are named and the rest is counted. */
function What({ entry: { indicators, indicatorsTotal } }: { readonly entry: PublicationEntry }) {
  const { say } = useSpeech();
  const [first] = indicators;
  if (!first) return NO_FIGURE;
  if (indicatorsTotal === 1) return <Link to={`/indicators/${first.code}`}>{first.name}</Link>;
  const names = indicators.slice(0, 2).map(({ name }) => name);
  return say('publications.several', { names: names.join('、'), count: indicatorsTotal });
}

const spanOf = (one: PublicationEntry['indicators'][number] | undefined): string =>
  one ? [...new Set([one.first, one.last])].join(' — ') : '';

function Source({ entry: { source, file, by, resourceId } }: { readonly entry: PublicationEntry }) {
  const { say } = useSpeech();
  const mayRead = useMay('dataset:read');
  const name = file?.name ?? say(`publications.by.${source}`);
  return (
    <>
      {resourceId && mayRead ? <Link to={`/catalogue/${resourceId}`}>{name}</Link> : name}{' '}
      {file && <span className="note">{by}</span>}
    </>
  );
}
