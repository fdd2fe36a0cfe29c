import { useState } from 'react';
import { Type } from 'typebox';
import type { Screen } from '#contract/cockpit';
import type { QueryRequest } from '#contract/indicators';
import { apiSend } from '#web/api.ts';
import { Button } from '#web/kit/button.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { problemOf } from '#web/problem.ts';
import { saveCsv } from '../save-csv.ts';
import { useWhere } from '../use-where.ts';
import { useSpeech } from '../words.ts';

interface ExportButtonProps {
  readonly screen: Screen;
  readonly codes: readonly string[];
}

/** Hands the figures of a place to the reader as CSV, as the indicator query writes it: with source and, if so, 演示数据. */
export function ExportButton({ screen, codes }: ExportButtonProps) {
  const { say } = useSpeech();
  const notify = useToast();
  const { asOf } = useWhere().where;
  const [busy, setBusy] = useState(false);
  const { region } = screen.place;
  const save = async () => {
    setBusy(true);
    try {
      const question = questionOf(region.code, codes, asOf);
      saveCsv(`${region.name}.csv`, await apiSend('POST', '/api/indicators/export', question, Type.String()));
    } catch (error) {
      notify({ text: say('figures.export.failed', { why: problemOf(error).message }), tone: 'problem' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void save()}>
      {say('figures.export')}
    </Button>
  );
}

function questionOf(region: string, codes: readonly string[], asOf: string | null): QueryRequest {
  return {
    indicators: [...codes],
    regions: { these: [region] },
    periods: { latest: true },
    operators: ['value', 'yoy', 'progress', 'light'],
    ...(asOf !== null && { asOf }),
  };
}
