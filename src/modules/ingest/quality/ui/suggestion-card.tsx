import { useState } from 'react';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Card } from '#web/kit/card.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { ActProblem } from '../../ui/act-problem.tsx';
import { PanelPart } from '../../ui/panels/panel-part.tsx';
import { useAct } from '../../ui/use-act.ts';
import { Rule, type Severity, Suggestions } from '../contract.ts';
import { qualityTexts } from './i18n/texts.ts';

/** Rules that the data suggest; profiling reads the whole dataset, so it is done when asked for. */
export function SuggestionCard({ resourceId }: { readonly resourceId: string }) {
  const say = useTexts(qualityTexts);
  const [asked, setAsked] = useState(false);
  return (
    <Card title={say('suggestions')}>
      {asked ? (
        <Found resourceId={resourceId} />
      ) : (
        <div className="quality-pad">
          <div className="quality-acts">
            <Button onClick={() => setAsked(true)}>{say('suggestions.ask')}</Button>
          </div>
        </div>
      )}
    </Card>
  );
}

type Suggestion = Suggestions['suggestions'][number];

function Found({ resourceId }: { readonly resourceId: string }) {
  const say = useTexts(qualityTexts);
  const act = useAct('/api/quality/');
  const answer = useGet(`/api/quality/resources/${resourceId}/suggestions`, Suggestions);
  const adopt = ({ draft }: Suggestion, severity: Severity) => {
    const url = `/api/quality/resources/${resourceId}/rules`;
    return act.run(() => apiSend('POST', url, { ...draft, severity }, Rule));
  };
  const columns: readonly Column<Suggestion>[] = [
    { key: 'name', head: say('rule.name'), cell: ({ draft }) => draft.name ?? '' },
    { key: 'ground', head: say('ground'), wide: true, cell: ({ ground }) => ground },
    {
      key: 'acts',
      head: '',
      width: '12rem',
      cell: (one) => (
        <span className="quality-acts">
          <Button look="link" busy={act.busy} onClick={() => void adopt(one, 'warn')}>
            {say('adopt')}
          </Button>
          <Button look="link" busy={act.busy} onClick={() => void adopt(one, 'block')}>
            {say('adopt.block')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <PanelPart state={panelStateOf(answer)}>
      {({ rows, suggestions }) => (
        <>
          <p className="quality-pad">{say('suggestions.note', { rows: formatNumber(rows) })}</p>
          <DataTable
            caption={say('suggestions')}
            columns={columns}
            rows={suggestions}
            rowKey={({ draft }) => JSON.stringify(draft.check)}
            empty={say('suggestions.none')}
            maxHeight="24rem"
          />
          <ActProblem problem={act.problem} />
        </>
      )}
    </PanelPart>
  );
}
