import { useDeferredValue } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { DefinitionList, type DefinitionSummary } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { TextField } from '#web/kit/field.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { indicatorTexts } from '../i18n/texts.ts';
import '../indicators.css';

const DOMAINS = ['JJ', 'NY', 'SC', 'ZL', 'ST', 'JW', 'JL', 'SB', 'ZW'] as const;

/** The indicator centre: every indicator of the province that the reader may see, by domain and by words. */
export function Page() {
  const say = useTexts(indicatorTexts);
  const [params, setParams] = useSearchParams();
  const domain = params.get('domain') ?? '';
  const search = params.get('search') ?? '';
  const asked = useDeferredValue(search);
  const answer = useGet(`/api/indicators/definitions?${new URLSearchParams({ search: asked })}`, DefinitionList);
  const found = answer.data?.definitions ?? [];
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  return (
    <div className="page-column">
      <h1 className="page-title">{say('centre.title')}</h1>
      <div className="indicators-centre">
        <Card title={say('centre.domains')}>
          <Domains found={found} chosen={domain} onChoose={(value) => change('domain', value)} />
        </Card>
        <PanelFrame title={say('centre.list')} reserve="32rem" state={panelStateOf(answer)}>
          {({ definitions }) => (
            <>
              <div className="indicators-search">
                <TextField
                  label={say('centre.search')}
                  type="search"
                  value={search}
                  onChange={(event) => change('search', event.target.value)}
                />
              </div>
              <Definitions shown={definitions.filter((one) => domain === '' || one.domain === domain)} />
            </>
          )}
        </PanelFrame>
      </div>
    </div>
  );
}

interface DomainsProps {
  readonly found: readonly DefinitionSummary[];
  readonly chosen: string;
  readonly onChoose: (domain: string) => void;
}

function Domains({ found, chosen, onChoose }: DomainsProps) {
  const say = useTexts(indicatorTexts);
  const entries = [
    { code: '', name: say('centre.all'), count: found.length },
    ...DOMAINS.map((code) => ({
      code,
      name: say(`domain.${code}`),
      count: found.filter(({ domain }) => domain === code).length,
    })),
  ];
  return (
    <nav className="indicators-pad" aria-label={say('centre.domains')}>
      <ul className="indicators-domains">
        {entries.map(({ code, name, count }) => (
          <li key={code}>
            <Button look="link" aria-current={chosen === code || undefined} onClick={() => onChoose(code)}>
              {name} <span className="note">{count}</span>
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Definitions({ shown }: { readonly shown: readonly DefinitionSummary[] }) {
  const say = useTexts(indicatorTexts);
  const go = useNavigate();
  const columns: readonly Column<DefinitionSummary>[] = [
    { key: 'name', head: say('column.name'), cell: (row) => row.name, sort: (row) => row.name },
    { key: 'code', head: say('column.code'), cell: (row) => row.code, sort: (row) => row.code },
    { key: 'unit', head: say('column.unit'), cell: (row) => row.unit },
    { key: 'frequency', head: say('column.frequency'), cell: (row) => say(`frequency.${row.frequency}`) },
    { key: 'owner', head: say('column.owner'), cell: (row) => row.ownerName, sort: (row) => row.ownerName },
    {
      key: 'newest',
      head: say('column.newest'),
      cell: (row) => row.newestLabel ?? <span className="note">{say('none-yet')}</span>,
      sort: (row) => row.newest ?? '',
    },
  ];
  return (
    <>
      <DataTable
        caption={say('centre.list')}
        columns={columns}
        rows={shown}
        rowKey={(row) => row.code}
        onOpen={(row) => void go(`/indicators/${row.code}`)}
        empty={say('centre.empty')}
      />
      <p className="indicators-pad note">{say('centre.count', { total: shown.length })}</p>
    </>
  );
}
