import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { apiSend } from '#web/api.ts';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { SelectField, TextField } from '#web/kit/field.tsx';
import { formatNumber } from '#web/kit/number.ts';
import { type Acceptance, AcceptReply, type PreviewReply } from '../../contract.ts';
import { ActProblem } from '../act-problem.tsx';
import { ingestTexts } from '../i18n/texts.ts';
import { useAct } from '../use-act.ts';
import { type Draft, wishOf } from './draft.ts';
import { useProviders } from './use-providers.ts';

interface AcceptBarProps {
  readonly hash: string;
  readonly reply: PreviewReply;
  readonly draft: Draft;
  readonly busy: boolean;
}

/** Title, provider, what will become of the rows, and the word to import. */
export function AcceptBar({ hash, reply, draft, busy }: AcceptBarProps) {
  const say = useTexts(ingestTexts);
  const { sheet } = reply;
  const [title, setTitle] = useState<string | null>(null);
  const { choices, provider, setProvider } = useProviders(sheet.providerDept);
  const { act, accept } = useAccept();
  const name = title ?? sheet.title;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void accept({
      fileHash: hash,
      sheet: sheet.index,
      ...wishOf(draft),
      readingHash: sheet.readingHash,
      title: name.trim(),
      ...(provider !== '' && { providerDept: provider }),
    });
  };
  return (
    <form className="accept-bar" onSubmit={submit}>
      <TextField
        label={say('accept.name')}
        value={name}
        maxLength={200}
        required
        autoComplete="off"
        onChange={(event) => setTitle(event.target.value)}
      />
      <SelectField
        label={say('accept.provider')}
        value={provider}
        options={choices}
        disabled={choices.length === 1}
        onChange={(event) => setProvider(event.target.value)}
      />
      <Outlook reply={reply} />
      <Button type="submit" look="main" busy={act.busy} disabled={busy || sheet.tables.length === 0}>
        {say('accept.import')}
      </Button>
      <ActProblem problem={act.problem} />
    </form>
  );
}

/** Accept the reading that is shown; then on to the page of the import. */
function useAccept() {
  const navigate = useNavigate();
  const act = useAct('/api/ingest/');
  const client = useQueryClient();
  const accept = async (acceptance: Acceptance) => {
    const accepted = await act.run(async () => {
      const { import: one, duplicate } = await apiSend('POST', '/api/ingest/imports', acceptance, AcceptReply);
      await navigate(`/import/runs/${one.id}`, { state: { duplicate } });
    });
    // Perhaps somebody has corrected a sheet of this shape meanwhile: show how it is read now.
    if (!accepted) await client.invalidateQueries({ queryKey: ['ingest.reading'] });
  };
  return { act, accept };
}

/** What the rows shown come to. */
function Outlook({ reply: { sheet, preview } }: { readonly reply: PreviewReply }) {
  const say = useTexts(ingestTexts);
  const of = (outcome: 'accepted' | 'quarantined' | 'non-data') =>
    formatNumber(preview.rows.filter((row) => row.outcome === outcome).length);
  return (
    <p className="accept-outlook">
      <span className="note">
        {preview.complete
          ? say('accept.all', { rows: formatNumber(preview.rows.length) })
          : say('accept.first', { rows: formatNumber(preview.rows.length), seen: formatNumber(sheet.rowsSeen) })}
      </span>
      <span>
        {say('accept.counts', {
          accepted: of('accepted'),
          quarantined: of('quarantined'),
          nonData: of('non-data'),
        })}
      </span>
    </p>
  );
}
