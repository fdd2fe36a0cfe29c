import type { DefinitionDetail, DefinitionVersion } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { DataTable } from '#web/kit/data-table.tsx';
import { indicatorTexts } from './i18n/texts.ts';

/** The versions of an indicator, the newest first; those that broke the series say so. */
export function Versions({ detail }: { readonly detail: DefinitionDetail }) {
  const say = useTexts(indicatorTexts);
  const columns = [
    {
      key: 'version',
      head: say('column.version'),
      cell: (row: DefinitionVersion) =>
        [row.version, row.validTo === null && say('one.current'), row.breaksSeries && say('one.breaks')]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'from', head: say('column.from'), cell: (row: DefinitionVersion) => row.validFrom ?? '—' },
    { key: 'to', head: say('column.to'), cell: (row: DefinitionVersion) => row.validTo ?? '—' },
    { key: 'caliber', head: say('column.caliber'), cell: (row: DefinitionVersion) => row.caliber },
    { key: 'reason', head: say('column.reason'), cell: (row: DefinitionVersion) => row.reason ?? '—' },
  ];
  return (
    <>
      <h3 className="indicators-pad">{say('one.versions')}</h3>
      <DataTable
        caption={say('one.versions')}
        columns={columns}
        rows={detail.versions.toReversed()}
        rowKey={(row) => String(row.version)}
      />
    </>
  );
}
