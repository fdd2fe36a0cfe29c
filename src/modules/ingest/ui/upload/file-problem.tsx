import { useTexts } from '#web/i18n/use-texts.ts';
import { problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { type IngestText, ingestTexts } from '../i18n/texts.ts';

/** What to do, for refusals whose own sentence does not say it. */
const ADVICE: Readonly<Record<string, IngestText>> = {
  'ingest.empty-file': 'advice.empty',
  'ingest.not-a-table': 'advice.not-a-table',
  'ingest.truncated': 'advice.truncated',
  'ingest.too-large-unpacked': 'advice.unpacked',
  'ingest.too-many-columns': 'advice.columns',
  'ingest.unclosed-quote': 'advice.quote',
  'ingest.record-too-long': 'advice.quote',
  'ingest.malformed-json': 'advice.json',
  'ingest.no-records': 'advice.no-records',
  'web.network': 'advice.network',
};

/** Why a file was not taken, in the server's sentence, and what to do about it. */
export function FileProblem({ error }: { readonly error: unknown }) {
  const say = useTexts(ingestTexts);
  const problem = problemOf(error);
  const { title, detail } = useProblemText(problem);
  const advice = ADVICE[problem.code];
  return (
    <div className="upload-failed" role="alert">
      <p>{detail ?? title}</p>
      {advice && <p className="note">{say(advice)}</p>}
    </div>
  );
}
