import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { useMay } from '#web/session.tsx';
import { Import } from '../../contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { ingestTexts } from '../i18n/texts.ts';
import { useAct } from '../use-act.ts';
import { isEnded } from './progress.ts';
import { importPath } from './use-imports.ts';

/** Cancel what runs, try again what failed or was cancelled. */
export function ImportActs({ one }: { readonly one: Import }) {
  const say = useTexts(ingestTexts);
  const mayImport = useMay('dataset:import');
  const { busy, problem, run } = useAct('/api/ingest/imports');
  const send = (what: 'cancel' | 'retry') =>
    run(() => apiSend('POST', `${importPath(one.id)}/${what}`, undefined, Import));
  if (!mayImport) return null;
  return (
    <>
      {!isEnded(one) && (
        <Button look="link" busy={busy} disabled={one.cancelRequested} onClick={() => send('cancel')}>
          {say('import.cancel')}
        </Button>
      )}
      {(one.status === 'failed' || one.status === 'cancelled') && (
        <Button look="link" busy={busy} onClick={() => send('retry')}>
          {say('import.retry')}
        </Button>
      )}
      <ActProblem problem={problem} />
    </>
  );
}
