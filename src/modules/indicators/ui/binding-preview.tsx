import type { BindingReply } from '#contract/indicators';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { DataTable } from '#web/kit/data-table.tsx';
import { NO_FIGURE } from '#web/kit/number.ts';
import { indicatorTexts } from './i18n/texts.ts';
import { formatValue, periodWords } from './sample-words.ts';

type Sample = BindingReply['sample'][number];

/** What a binding would do: the conversion in words, some figures before and after, and what would be left out. */
export function BindingPreview({ reply }: { readonly reply: BindingReply }) {
  const say = useTexts(indicatorTexts);
  const language = useLanguage();
  const { binding, sample, skipped, doubled } = reply;
  const { conversion } = binding;
  const columns = [
    { key: 'region', head: say('bind.region'), cell: (row: Sample) => row.region },
    {
      key: 'period',
      head: say('column.period'),
      cell: (row: Sample) => periodWords(row.stored ?? row.period, binding.basis, language),
    },
    {
      key: 'from',
      head: say('bind.sample.from'),
      unit: conversion.from ?? '',
      numeric: true,
      cell: (row: Sample) => formatValue(row.from),
    },
    {
      key: 'to',
      head: say('bind.sample.to'),
      unit: conversion.to,
      numeric: true,
      cell: (row: Sample) => (row.stored === null ? NO_FIGURE : formatValue(row.to)),
    },
  ];
  return (
    <>
      <p>{conversion.words}</p>
      {skipped.length > 0 && (
        <p role="status">
          {say('bind.skipped', {
            count: skipped.length,
            periods: skipped.map(({ period }) => period).join(say('bind.joint')),
          })}
        </p>
      )}
      {doubled > 0 && <p role="status">{say('bind.doubled', { count: doubled })}</p>}
      {sample.length === 0 ? (
        <p className="note">{say('bind.sample.none')}</p>
      ) : (
        <DataTable
          caption={say('bind.sample')}
          columns={columns}
          rows={sample}
          rowKey={(row) => `${row.region} ${row.period}`}
        />
      )}
    </>
  );
}
