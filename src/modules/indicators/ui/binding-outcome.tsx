import { Link } from 'react-router';
import type { BindingReply, BindingView } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import type { ApiProblem } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { BindingPreview } from './binding-preview.tsx';
import { indicatorTexts } from './i18n/texts.ts';
import { mapAddress } from './map-address.ts';

interface BoundProps {
  readonly bound: BindingView;
  /** Codes of the regions of the table, as far as the page knows them. */
  readonly regions: readonly string[];
  readonly onUnbind: () => void;
}

/** Where a measure goes already. */
export function Bound({ bound, regions, onUnbind }: BoundProps) {
  const say = useTexts(indicatorTexts);
  return (
    <p className="indicators-grounds">
      <Link to={`/indicators/${bound.indicator}`}>{say('bind.bound', { name: bound.indicatorName })}</Link>
      <span className="note">{bound.conversion.words}</span>
      <Link to={mapAddress(bound.indicator, { regions, period: null })}>{say('bind.map')}</Link>
      <Button look="link" onClick={onUnbind}>
        {say('bind.unbind')}
      </Button>
    </p>
  );
}

interface OutcomeProps {
  readonly shown: BindingReply | null;
  readonly regions: readonly string[];
  readonly busy: boolean;
  readonly onDo: () => void;
}

/** What would come of a binding, and what has come of it. */
export function Outcome({ shown, regions, busy, onDo }: OutcomeProps) {
  const say = useTexts(indicatorTexts);
  if (!shown) return null;
  if (shown.binding.id !== null) return <Done shown={shown} regions={regions} />;
  return (
    <>
      <BindingPreview reply={shown} />
      <p>
        <Button look="main" busy={busy} onClick={onDo}>
          {say('bind.do')}
        </Button>
      </p>
    </>
  );
}

interface DoneProps {
  readonly shown: BindingReply;
  readonly regions: readonly string[];
}

function Done({ shown: { binding, batches, sample }, regions }: DoneProps) {
  const say = useTexts(indicatorTexts);
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const period = sample.find(({ stored }) => stored !== null)?.stored ?? null;
  return (
    <p role="status" className="indicators-grounds">
      {say('bind.done', { rows })}
      <Link to={mapAddress(binding.indicator, { regions, period })}>{say('bind.map')}</Link>
    </p>
  );
}

/** Why a binding was refused. */
export function Refused({ problem }: { readonly problem: ApiProblem | null }) {
  return (
    <div role="alert" className="indicators-refused">
      {problem && <Words problem={problem} />}
    </div>
  );
}

function Words({ problem }: { readonly problem: ApiProblem }) {
  const { title, detail } = useProblemText(problem);
  return <p>{detail ?? title}</p>;
}
