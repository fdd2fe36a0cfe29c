import { apiSend, Nothing } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { ActProblem } from '../../ui/act-problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { type ResourceQuality, Rule } from '../contract.ts';
import { qualityTexts } from './i18n/texts.ts';
import { ResultMark } from './marks.tsx';

/** Rules with what was found last; who keeps them changes their severity or ends them. */
export function RuleTable({ quality: { rules, mayWrite } }: { readonly quality: ResourceQuality }) {
  const say = useTexts(qualityTexts);
  const act = useAct('/api/quality/');
  const turn = ({ id, severity }: Rule) => {
    const change = { severity: severity === 'block' ? 'warn' : 'block' };
    return act.run(() => apiSend('PATCH', `/api/quality/rules/${id}`, change, Rule));
  };
  const end = ({ id }: Rule) => act.run(() => apiSend('DELETE', `/api/quality/rules/${id}`, undefined, Nothing));
  const acts: Column<Rule> = {
    key: 'acts',
    head: '',
    width: '5.5rem',
    cell: (rule) => (
      <span className="quality-acts">
        <Button look="link" busy={act.busy} onClick={() => void turn(rule)}>
          {say(rule.severity === 'block' ? 'make-warn' : 'make-block')}
        </Button>
        <Button
          look="link"
          busy={act.busy}
          aria-label={say('rule.end.label', { name: rule.name })}
          onClick={() => void end(rule)}
        >
          {say('rule.end')}
        </Button>
      </span>
    ),
  };
  const columns: readonly Column<Rule>[] = [
    { key: 'name', head: say('rule.name'), cell: ({ name }) => name },
    {
      key: 'severity',
      head: say('rule.severity'),
      width: '5rem',
      wide: true,
      cell: ({ severity }) => say(`severity.${severity}`),
    },
    { key: 'result', head: say('rule.result'), cell: (rule) => <ResultMark rule={rule} /> },
    ...(mayWrite ? [acts] : []),
  ];
  return (
    <>
      <DataTable
        caption={say('rules')}
        columns={columns}
        rows={rules}
        rowKey={({ id }) => id}
        empty={say('rules.none')}
        maxHeight="28rem"
      />
      <ActProblem problem={act.problem} />
    </>
  );
}
