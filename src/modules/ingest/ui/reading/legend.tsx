import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import type { TableReading } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { columnDetails } from './column-words.ts';
import { TINTS, tintOf } from './tints.ts';

/** What the tints mean; only those that the table has. */
export function Legend({ table }: { readonly table: TableReading }) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  const present = new Set(
    table.columns.flatMap((column) => [
      tintOf(column.role),
      ...columnDetails(column, language).map(({ tint }) => tint),
    ]),
  );
  return (
    <ul className="legend">
      {TINTS.filter((tint) => present.has(tint)).map((tint) => (
        <li key={tint}>
          <span className={`element-key tint-${tint}`} aria-hidden="true" />
          {say(`tint.${tint}`)}
        </li>
      ))}
    </ul>
  );
}
