import { useState } from 'react';
import { type DefinitionDetail, type TargetInput, TargetList } from '#contract/indicators';
import { Nothing } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { DataTable } from '#web/kit/data-table.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { formatNumber, NO_FIGURE } from '#web/kit/number.ts';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { useMay } from '#web/session.tsx';
import { Refused } from './binding-outcome.tsx';
import { indicatorTexts } from './i18n/texts.ts';
import { useOwners } from './use-owners.ts';
import { usePlaces } from './use-places.ts';
import { useSave } from './use-save.ts';

type Target = TargetList['targets'][number];

interface TargetsProps {
  readonly definition: DefinitionDetail['definition'];
  /** The year that begins the choice. */
  readonly year: number;
}

/** The annual targets of an indicator; its owner's people set them in the same table. */
export function Targets({ definition, year: first }: TargetsProps) {
  const say = useTexts(indicatorTexts);
  const [year, setYear] = useState(first);
  const [editing, setEditing] = useState(false);
  const path = `/api/indicators/targets?indicator=${encodeURIComponent(definition.code)}&year=${year}`;
  const answer = useGet(path, TargetList);
  const mine = useOwners().choices.some(({ value }) => value === definition.ownerDept);
  const mayTarget = useMay('target:write') && mine;
  if (definition.targetKind === 'none') return null;
  return (
    <PanelFrame
      title={say('target.title')}
      note={say(`target.kind.${definition.targetKind}`)}
      reserve="8rem"
      state={panelStateOf(answer)}
      tools={mayTarget && !editing ? <Button onClick={() => setEditing(true)}>{say('target.edit')}</Button> : null}
    >
      {({ targets }) => (
        <>
          <div className="indicators-bind indicators-search">
            <SelectField
              label={say('target.year')}
              options={[first + 1, first, first - 1, first - 2].map((one) => ({ value: `${one}`, label: `${one}` }))}
              value={`${year}`}
              onChange={(event) => setYear(Number(event.target.value))}
            />
          </div>
          {editing ? (
            <TargetForm
              key={year}
              definition={definition}
              year={year}
              targets={targets}
              onDone={() => setEditing(false)}
            />
          ) : (
            <TargetTable targets={targets} unit={unitOf(definition)} />
          )}
        </>
      )}
    </PanelFrame>
  );
}

/** A target on growth or completion is a percentage, whatever the indicator is counted in. */
const unitOf = ({ targetKind, unit }: TargetsProps['definition']): string =>
  targetKind === 'growth' || targetKind === 'completion' ? '%' : unit;

function TargetTable({ targets, unit }: { readonly targets: readonly Target[]; readonly unit: string }) {
  const say = useTexts(indicatorTexts);
  const columns = [
    { key: 'region', head: say('bind.region'), cell: (row: Target) => row.regionName },
    {
      key: 'value',
      head: say('target.value'),
      unit,
      numeric: true,
      cell: ({ value, band }: Target) => `${formatNumber(value)}${band ? ` ± ${formatNumber(band)}` : ''}`,
    },
    { key: 'source', head: say('target.source'), cell: (row: Target) => row.source },
    { key: 'version', head: say('column.version'), numeric: true, cell: (row: Target) => `${row.version}` },
  ];
  return (
    <DataTable
      caption={say('target.title')}
      columns={columns}
      rows={targets}
      rowKey={(row) => row.region}
      empty={say('target.none')}
      maxHeight="24rem"
    />
  );
}

interface TargetFormProps extends TargetsProps {
  readonly targets: readonly Target[];
  readonly onDone: () => void;
}

/** One line a place; only what was changed is sent, and becomes the next version there. */
function TargetForm({ definition, year, targets, onDone }: TargetFormProps) {
  const say = useTexts(indicatorTexts);
  const { busy, problem, save } = useSave(Nothing);
  const places = usePlaces();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [source, setSource] = useState('');
  const known = new Map(targets.map(({ region, value }) => [region, value]));
  const changed = Object.entries(typed).filter(([region, text]) => text !== '' && Number(text) !== known.get(region));
  const sound = changed.every(([, text]) => Number.isFinite(Number(text)));
  const submit = async () => {
    const inputs = changed.map(([region, text]): TargetInput => {
      return { indicator: definition.code, region, year, value: Number(text), source: source.trim() };
    });
    if (await save('/api/indicators/targets', { targets: inputs })) onDone();
  };
  return (
    <div className="indicators-pad">
      <Refused problem={problem} />
      <TextField
        label={say('target.source')}
        hint={say('target.source.hint')}
        required
        maxLength={200}
        value={source}
        onChange={(event) => setSource(event.target.value)}
      />
      <div className="indicators-fields">
        {places.map(({ code, name }) => (
          <TextField
            key={code}
            label={`${name}（${unitOf(definition)}）`}
            inputMode="decimal"
            placeholder={known.has(code) ? undefined : NO_FIGURE}
            value={typed[code] ?? `${known.get(code) ?? ''}`}
            onChange={(event) => setTyped({ ...typed, [code]: event.target.value.trim() })}
          />
        ))}
      </div>
      <p className="indicators-grounds">
        <Button
          look="main"
          busy={busy}
          disabled={changed.length === 0 || !sound || source.trim() === ''}
          onClick={() => void submit()}
        >
          {say('target.save', { count: changed.length })}
        </Button>
        <Button look="link" onClick={onDone}>
          {say('edit.cancel')}
        </Button>
      </p>
    </div>
  );
}
