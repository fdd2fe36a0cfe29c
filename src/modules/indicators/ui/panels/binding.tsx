import { useQueryClient } from '@tanstack/react-query';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { MatchList } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Empty } from '#web/kit/empty.tsx';
import type { PanelProps } from '#web/module-ui.ts';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { keyOf, useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { indicatorTexts } from '../i18n/texts.ts';
import { MeasureBinding } from '../measure-binding.tsx';
import '../indicators.css';

/** What the panel needs to know of the page it stands on: a resource of the catalogue. */
const Data = Type.Object({ resource: Type.Object({ id: Type.String() }) });

/** The measures of a resource, what they could be, and the way to bind them. For those who may bind. */
export function Panel({ data }: PanelProps) {
  const mayBind = useMay('binding:write');
  return mayBind && Check(Data, data) ? <Measures resourceId={data.resource.id} /> : null;
}

function Measures({ resourceId }: { readonly resourceId: string }) {
  const say = useTexts(indicatorTexts);
  const client = useQueryClient();
  const path = `/api/indicators/matches?resource=${encodeURIComponent(resourceId)}`;
  const answer = useGet(path, MatchList);
  const renew = () => void client.invalidateQueries({ queryKey: keyOf(path) });
  return (
    <PanelFrame title={say('bind.title')} reserve="12rem" state={panelStateOf(answer)}>
      {({ measures, dimensions }) =>
        measures.length === 0 ? (
          <Empty title={say('bind.none')} />
        ) : (
          <div className="indicators-pad">
            <p className="note">{say('bind.help')}</p>
            {measures.map((measure) => (
              <MeasureBinding
                key={measure.measure}
                resourceId={resourceId}
                measure={measure}
                dimensions={dimensions}
                onChanged={renew}
              />
            ))}
          </div>
        )
      }
    </PanelFrame>
  );
}
