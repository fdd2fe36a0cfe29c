import { useDevice } from '#web/device.tsx';
import { useTexts } from '#web/i18n/use-texts.ts';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { formatNumber, NO_FIGURE } from '#web/kit/number.ts';
import type { ImportSummary } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { formatSum, formatValue } from '../sizes.ts';

type Measure = ImportSummary['measures'][number];

/** Count, sum and ends of each measure, to hold against what was published. */
export function Measures({ summary: { measures } }: { readonly summary: ImportSummary }) {
  const say = useTexts(ingestTexts);
  const phone = useDevice().layout === 'phone';
  const columns = useColumns();
  if (measures.length === 0) return <p className="run-pad note">{say('result.no-measures')}</p>;
  if (phone) return <MeasureCards measures={measures} columns={columns} />;
  return (
    <DataTable caption={say('result.caption')} columns={columns} rows={measures} rowKey={({ column }) => column} />
  );
}

function useColumns(): readonly Column<Measure>[] {
  const say = useTexts(ingestTexts);
  const end = (value: number | null) => (value === null ? NO_FIGURE : formatValue(value));
  return [
    { key: 'name', head: say('result.measure'), cell: ({ name }) => name },
    { key: 'unit', head: say('result.unit'), cell: ({ unit }) => unit ?? say('unit.missing') },
    { key: 'count', head: say('result.count'), numeric: true, cell: ({ count }) => formatNumber(count) },
    { key: 'sum', head: say('result.sum'), numeric: true, cell: ({ sum }) => formatSum(sum) },
    { key: 'min', head: say('result.min'), numeric: true, cell: ({ min }) => end(min) },
    { key: 'max', head: say('result.max'), numeric: true, cell: ({ max }) => end(max) },
  ];
}

interface MeasureCardsProps {
  readonly measures: readonly Measure[];
  readonly columns: readonly Column<Measure>[];
}

/** The same on a phone: one measure below the other. */
function MeasureCards({ measures, columns: [name, ...facts] }: MeasureCardsProps) {
  return (
    <ul className="measure-cards">
      {measures.map((measure) => (
        <li key={measure.column}>
          <b>{name?.cell(measure)}</b>
          <dl>
            {facts.map(({ key, head, cell }) => (
              <div key={key}>
                <dt>{head}</dt>
                <dd>{cell(measure)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
