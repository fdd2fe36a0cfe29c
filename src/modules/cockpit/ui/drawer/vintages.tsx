import { Link } from 'react-router';
import type { CardDetail, SourcePlace } from '#contract/indicators';
import { formatNumber } from '#web/kit/number.ts';
import { dateText, useSpeech } from '../words.ts';

/** Every value that was ever current for this period, the newest first, each with where it came from. */
export function Vintages({ detail: { vintages, head, row } }: { readonly detail: CardDetail }) {
  const { say, language } = useSpeech();
  if (vintages.length === 0) return null;
  return (
    <section aria-label={say('drawer.vintages')}>
      <h3>{say('drawer.vintages')}</h3>
      <ol className="vintages">
        {vintages.map(({ value, at, stage, source, current, publication }) => (
          <li key={`${publication}-${at}-${stage}`} aria-current={current || undefined}>
            <b>{value === null ? '—' : `${formatNumber(value, { decimals: head.decimals })} ${row.unit}`}</b>{' '}
            <span className="note">
              {dateText(at, language, true)}
              {current && ` · ${say('drawer.current')}`}
            </span>
            <SourceLine source={source} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** File, sheet and row; the import it came by is one press away. */
function SourceLine({ source }: { readonly source: SourcePlace }) {
  const { say } = useSpeech();
  const { title, fileName, sheet, row, conversion, by, importId } = source;
  const words = [fileName, sheet, row && say('drawer.row', { row }), conversion, by].filter(Boolean).join(' · ');
  return (
    <p className="note">
      {importId ? <Link to={`/import/runs/${importId}`}>{title}</Link> : title} · {words}
    </p>
  );
}
