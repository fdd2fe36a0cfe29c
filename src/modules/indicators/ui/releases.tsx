import { useState } from 'react';
import { type DefinitionDetail, ReleaseList } from '#contract/indicators';
import { Nothing } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { DataTable } from '#web/kit/data-table.tsx';
import { TextField } from '#web/kit/field.tsx';
import { Light } from '#web/kit/light.tsx';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { Refused } from './binding-outcome.tsx';
import { chinaInstant, chinaTime } from './china-time.ts';
import { indicatorTexts } from './i18n/texts.ts';
import { useOwners } from './use-owners.ts';
import { useSave } from './use-save.ts';

type Release = ReleaseList['releases'][number];

/** When the periods of an indicator under embargo are open to everybody (R14); its owner's people move the hour. */
export function Releases({ definition }: { readonly definition: DefinitionDetail['definition'] }) {
  const say = useTexts(indicatorTexts);
  const answer = useGet(`/api/indicators/releases?indicator=${encodeURIComponent(definition.code)}`, ReleaseList);
  const mayDefine = useMay('definition:write');
  const mine = useOwners().choices.some(({ value }) => value === definition.ownerDept);
  const [moved, setMoved] = useState<Release | null>(null);
  if (!definition.embargo) return null;
  const columns = [
    { key: 'period', head: say('column.period'), cell: (row: Release) => row.periodLabel },
    {
      key: 'at',
      head: say('release.at'),
      cell: (row: Release) => `${chinaTime(row.releaseAt)} ${say(row.isSet ? 'release.set' : 'release.usual')}`,
    },
    {
      key: 'state',
      head: say('release.state'),
      cell: (row: Release) => (
        <Light kind={row.isOut ? 'green' : 'gray'} word={say(row.isOut ? 'release.out' : 'release.held')} />
      ),
    },
  ];
  return (
    <PanelFrame title={say('release.title')} note={say('release.note')} reserve="10rem" state={panelStateOf(answer)}>
      {({ releases }) => (
        <>
          <DataTable
            caption={say('release.title')}
            columns={columns}
            rows={releases}
            rowKey={(row) => row.period}
            onOpen={mayDefine && mine ? setMoved : undefined}
          />
          {moved && <Moving key={moved.period} code={definition.code} release={moved} onDone={() => setMoved(null)} />}
        </>
      )}
    </PanelFrame>
  );
}

interface MovingProps {
  readonly code: string;
  readonly release: Release;
  readonly onDone: () => void;
}

function Moving({ code, release, onDone }: MovingProps) {
  const say = useTexts(indicatorTexts);
  const { busy, problem, save } = useSave(Nothing);
  const [at, setAt] = useState(chinaTime(release.releaseAt).replace(' ', 'T'));
  const submit = async () => {
    const body = { indicator: code, period: release.period, releaseAt: chinaInstant(at) };
    if (await save('/api/indicators/releases', body)) onDone();
  };
  return (
    <div className="indicators-pad">
      <Refused problem={problem} />
      <div className="indicators-bind">
        <TextField
          label={say('release.move', { period: release.periodLabel })}
          type="datetime-local"
          value={at}
          onChange={(event) => setAt(event.target.value)}
        />
        <Button look="main" busy={busy} disabled={at === ''} onClick={() => void submit()}>
          {say('release.save')}
        </Button>
        <Button look="link" onClick={onDone}>
          {say('edit.cancel')}
        </Button>
      </div>
    </div>
  );
}
