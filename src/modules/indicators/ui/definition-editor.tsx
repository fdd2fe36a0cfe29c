import { useState } from 'react';
import { Type } from 'typebox';
import type { DefinitionDetail } from '#contract/indicators';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Drawer } from '#web/kit/drawer.tsx';
import { AreaField, CheckField, TextField } from '#web/kit/field.tsx';
import { useMay } from '#web/session.tsx';
import { Refused } from './binding-outcome.tsx';
import { DefinitionFields } from './definition-fields.tsx';
import { changesOf, type Draft, draftOfDefinition, isComplete } from './draft.ts';
import { indicatorTexts } from './i18n/texts.ts';
import { useOwners } from './use-owners.ts';
import { useSave } from './use-save.ts';

const Added = Type.Object({ version: Type.Integer() });

interface DefinitionEditorProps {
  readonly detail: DefinitionDetail;
}

/** The way to a further version of a definition, for those who write those of its owner (R15). */
export function DefinitionEditor({ detail }: DefinitionEditorProps) {
  const say = useTexts(indicatorTexts);
  const [open, setOpen] = useState(false);
  const mayDefine = useMay('definition:write');
  const owners = useOwners().choices;
  if (!mayDefine || !owners.some(({ value }) => value === detail.definition.ownerDept)) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('edit.open')}</Button>
      {open && <Editing detail={detail} onClose={() => setOpen(false)} />}
    </>
  );
}

interface EditingProps extends DefinitionEditorProps {
  readonly onClose: () => void;
}

function Editing({ detail: { definition, versions }, onClose }: EditingProps) {
  const say = useTexts(indicatorTexts);
  const { busy, problem, save } = useSave(Added);
  const [draft, setDraft] = useState<Draft>(() => draftOfDefinition(definition));
  const [change, setChange] = useState({ validFrom: '', breaksSeries: false, reason: '' });
  const changes = changesOf(definition, draft);
  const ready =
    isComplete(draft) && Object.keys(changes).length > 0 && change.validFrom !== '' && change.reason.trim() !== '';
  const submit = async () => {
    const path = `/api/indicators/definitions/${encodeURIComponent(definition.code)}/versions`;
    if (await save(path, { changes, ...change })) onClose();
  };
  return (
    <Drawer
      open
      size="wide"
      title={say('edit.title', { name: definition.name })}
      note={say('edit.note', { version: (versions.at(-1)?.version ?? 0) + 1 })}
      onClose={onClose}
      footer={
        <Button look="main" disabled={!ready} busy={busy} onClick={() => void submit()}>
          {say('edit.save')}
        </Button>
      }
    >
      <div className="indicators-edit">
        <Refused problem={problem} />
        <DefinitionFields draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
        <div className="indicators-fields">
          <TextField
            label={say('edit.from')}
            type="date"
            required
            value={change.validFrom}
            onChange={(event) => setChange({ ...change, validFrom: event.target.value })}
          />
          <CheckField
            label={say('edit.breaks')}
            checked={change.breaksSeries}
            onChange={(event) => setChange({ ...change, breaksSeries: event.target.checked })}
          />
          <div className="indicators-whole">
            <AreaField
              label={say('column.reason')}
              required
              rows={2}
              maxLength={2000}
              value={change.reason}
              onChange={(event) => setChange({ ...change, reason: event.target.value })}
            />
          </div>
        </div>
      </div>
    </Drawer>
  );
}
