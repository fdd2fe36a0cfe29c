import { useQueryClient } from '@tanstack/react-query';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { MatchList } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Empty } from '#web/kit/empty.tsx';
import { Problem } from '#web/kit/problem.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import type { PanelProps } from '#web/module-ui.ts';
import { problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import { keyOf, useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { indicatorTexts } from '../i18n/texts.ts';
import { MeasureBinding } from '../measure-binding.tsx';
import '../indicators.css';

/** What the panel needs to know of the page it stands on: a resource of the catalogue. */
const Data = Type.Object({
  resource: Type.Object({ id: Type.String() }),
  /** Codes of the regions that the table is about, where the page knows them. */
  regions: Type.Optional(Type.Array(Type.String())),
});

/** The measures of a resource, what they could be, and the way to bind them. For those who may bind. */
export function Panel({ data }: PanelProps) {
  const mayBind = useMay('binding:write');
  return mayBind && Check(Data, data) ? <Measures resourceId={data.resource.id} regions={data.regions ?? []} /> : null;
}

interface MeasuresProps {
  readonly resourceId: string;
  readonly regions: readonly string[];
}

function Measures({ resourceId, regions }: MeasuresProps) {
  const client = useQueryClient();
  const path = `/api/indicators/matches?resource=${encodeURIComponent(resourceId)}`;
  const { data, error, refetch } = useGet(path, MatchList);
  const renew = () => void client.invalidateQueries({ queryKey: keyOf(path) });
  if (data) return <MeasureList resourceId={resourceId} regions={regions} matches={data} onChanged={renew} />;
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Skeleton lines={4} />;
}

interface MeasureListProps extends MeasuresProps {
  readonly matches: MatchList;
  readonly onChanged: () => void;
}

function MeasureList({ resourceId, regions, matches, onChanged }: MeasureListProps) {
  const say = useTexts(indicatorTexts);
  const { measures } = matches;
  if (measures.length === 0) return <Empty title={say('bind.none')} />;
  return (
    <div className="indicators-pad">
      <p className="note">{say('bind.help')}</p>
      {measures.map((measure) => (
        <MeasureBinding
          key={measure.measure}
          resourceId={resourceId}
          measure={measure}
          matches={matches}
          regions={regions}
          onChanged={onChanged}
        />
      ))}
    </div>
  );
}

function Failed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return <Problem problem={useProblemText(problemOf(error))} onRetry={onRetry} />;
}
