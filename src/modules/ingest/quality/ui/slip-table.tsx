import { Link } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { formatInstant } from '../../ui/instant.ts';
import { PanelPart } from '../../ui/panels/panel-part.tsx';
import { type Slip, SlipList } from '../contract.ts';
import { qualityTexts } from './i18n/texts.ts';
import { StateMark } from './marks.tsx';

/** Slips, those just changed first: of one resource, or of all that the reader answers for. */
export function SlipTable({ resourceId }: { readonly resourceId?: string }) {
  const say = useTexts(qualityTexts);
  const columns = useColumns(resourceId === undefined);
  const answer = useGet(`/api/quality/slips${resourceId === undefined ? '' : `?resourceId=${resourceId}`}`, SlipList);
  return (
    <PanelPart state={panelStateOf(answer)}>
      {({ slips }) => (
        <DataTable
          caption={say('slips')}
          columns={columns}
          rows={slips}
          rowKey={({ id }) => id}
          empty={say('slips.none')}
          maxHeight="24rem"
        />
      )}
    </PanelPart>
  );
}

function useColumns(withResource: boolean): readonly Column<Slip>[] {
  const say = useTexts(qualityTexts);
  const language = useLanguage();
  const resource: Column<Slip> = {
    key: 'resource',
    head: say('slip.resource'),
    wide: true,
    cell: ({ resourceId, resourceTitle }) => <Link to={`/quality/resources/${resourceId}`}>{resourceTitle}</Link>,
  };
  return [
    {
      key: 'no',
      head: say('slip.no'),
      width: '7rem',
      cell: ({ id, no }) => <Link to={`/quality/slips/${id}`}>{no}</Link>,
    },
    { key: 'state', head: say('slip.state'), width: '6rem', cell: ({ state }) => <StateMark state={state} /> },
    { key: 'rule', head: say('slip.rule'), cell: ({ ruleName }) => ruleName },
    ...(withResource ? [resource] : []),
    { key: 'owner', head: say('slip.owner'), wide: true, cell: ({ ownerName }) => ownerName ?? say('dept.none') },
    {
      key: 'failed',
      head: say('slip.failed'),
      numeric: true,
      width: '6rem',
      wide: true,
      cell: ({ failed }) => formatNumber(failed),
    },
    { key: 'times', head: say('slip.times'), numeric: true, width: '4rem', wide: true, cell: ({ times }) => times },
    {
      key: 'at',
      head: say('slip.updated'),
      width: '9.5rem',
      wide: true,
      cell: ({ updatedAt }) => formatInstant(updatedAt, language),
    },
  ];
}
