import { Link } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import type { Import } from '../contract.ts';
import { ingestTexts } from './i18n/texts.ts';
import { formatInstant } from './instant.ts';
import { ImportStatus } from './run/import-words.tsx';

/** What was made of this file before. */
export function KnownFile({ imports }: { readonly imports: readonly Import[] }) {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  if (imports.length === 0) return null;
  return (
    <section className="known-file" aria-label={say('known.title')}>
      <b>{say('known.title')}</b>
      <ul>
        {imports.map((one) => (
          <li key={one.id} className="file-facts">
            <Link to={`/import/runs/${one.id}`}>{one.title}</Link>
            <ImportStatus one={one} />
            <span className="note">
              {formatInstant(one.createdAt, language)} {one.createdBy}
            </span>
          </li>
        ))}
      </ul>
      <p className="note">{say('known.help')}</p>
    </section>
  );
}
