import { Link } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { type Column, DataTable } from '#web/kit/data-table.tsx';
import { Light } from '#web/kit/light.tsx';
import { formatNumber } from '#web/kit/number.ts';
import type { PanelProps } from '#web/module-ui.ts';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { type Batch, BatchList } from '../../contract.ts';
import { ingestTexts } from '../i18n/texts.ts';
import { formatInstant } from '../instant.ts';
import { PanelPart } from './panel-part.tsx';
import { resourceIdOf } from './resource-id.ts';
import '../ingest.css';

/** The batches of a resource: which file brought which rows, when, and what has taken its place. */
export function Panel({ data }: PanelProps) {
  const id = resourceIdOf(data);
  return id === null ? null : <Batches id={id} />;
}

function Batches({ id }: { readonly id: string }) {
  const say = useTexts(ingestTexts);
  const columns = useColumns();
  const answer = useGet(`/api/catalogue/resources/${id}/batches`, BatchList);
  return (
    <PanelPart state={panelStateOf(answer)}>
      {({ batches }) => (
        <DataTable
          caption={say('batches.caption')}
          columns={columns}
          rows={batches}
          rowKey={({ no }) => String(no)}
          empty={say('batches.none')}
        />
      )}
    </PanelPart>
  );
}

function useColumns(): readonly Column<Batch>[] {
  const say = useTexts(ingestTexts);
  const language = useLanguage();
  return [
    { key: 'no', head: say('batches.no'), width: '5rem', cell: ({ no }) => no },
    { key: 'state', head: say('batches.state'), cell: (batch) => <BatchState batch={batch} /> },
    {
      key: 'rows',
      head: say('batches.rows'),
      numeric: true,
      width: '7rem',
      cell: ({ rows }) => formatNumber(rows),
    },
    {
      key: 'file',
      head: say('batches.file'),
      cell: ({ fileName, importId }) =>
        importId === null ? fileName : <Link to={`/import/runs/${importId}`}>{fileName}</Link>,
    },
    {
      key: 'at',
      head: say('batches.at'),
      width: '9.5rem',
      cell: ({ committedAt }) => formatInstant(committedAt, language),
    },
    { key: 'by', head: say('batches.by'), cell: ({ importedBy }) => importedBy },
    {
      key: 'original',
      head: say('batches.original'),
      width: '7rem',
      cell: ({ fileHash }) =>
        fileHash === null ? null : <a href={`/api/ingest/files/${fileHash}/original`}>{say('file.original')}</a>,
    },
  ];
}

function BatchState({ batch: { status, kind, supersededBy } }: { readonly batch: Batch }) {
  const say = useTexts(ingestTexts);
  if (status === 'superseded')
    return (
      <Light
        kind="gray"
        word={supersededBy === null ? say('batches.superseded') : say('batches.superseded-by', { no: supersededBy })}
      />
    );
  return <Light kind="green" word={say(kind === 'release' ? 'batches.released' : 'batches.stands')} />;
}
