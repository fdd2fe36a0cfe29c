import type { CardDetail, Vintage } from '#contract/indicators';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { DataTable } from '#web/kit/data-table.tsx';
import { FigureText } from '#web/kit/figure-text.tsx';
import { indicatorTexts } from './i18n/texts.ts';

/** Every value that was ever current for the period, the newest first, with the file and row it came from. */
export function VintageTable({ detail: { vintages, head } }: { readonly detail: CardDetail }) {
  const say = useTexts(indicatorTexts);
  const language = useLanguage();
  const when = (instant: string) => new Date(instant).toLocaleDateString(language, { timeZone: 'Asia/Shanghai' });
  const sourceOf = ({ source }: Vintage) =>
    [source.title, source.fileName, source.sheet, source.row && say('one.row', { row: source.row }), source.conversion]
      .filter(Boolean)
      .join(' · ');
  const columns = [
    {
      key: 'at',
      head: say('column.at'),
      cell: ({ at, current }: Vintage) => [when(at), current && say('one.current')].filter(Boolean).join(' · '),
    },
    {
      key: 'value',
      head: say('column.value'),
      unit: head.unit,
      numeric: true,
      cell: ({ value }: Vintage) => <FigureText figure={{ value, decimals: head.decimals }} />,
    },
    { key: 'source', head: say('column.source'), cell: sourceOf },
  ];
  return (
    <DataTable
      caption={say('one.vintages')}
      columns={columns}
      rows={vintages}
      rowKey={(row) => `${row.publication} ${row.at}`}
    />
  );
}
