import { type ChangeEvent, useRef } from 'react';
import { Type } from 'typebox';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { useToast } from '#web/kit/toast.tsx';
import { useMay } from '#web/session.tsx';
import { apiUpload } from '#web/upload.ts';
import { ActProblem } from './act-problem.tsx';
import { catalogueTexts } from './i18n/texts.ts';
import { type ListQuery, writeListQuery } from './list-query.ts';
import { useAct } from './use-act.ts';

const Registered = Type.Object({ registered: Type.Integer() });

/** The catalogue as a workbook: what the list shows goes out, a filled sheet comes in. */
export function SheetTools({ query }: { readonly query: ListQuery }) {
  const say = useTexts(catalogueTexts);
  const mayWrite = useMay('catalogue:write');
  const input = useRef<HTMLInputElement>(null);
  const notify = useToast();
  const { busy, problem, run } = useAct();
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (!file) return;
    const form = new FormData();
    form.append('file', file);
    await run(async () => {
      const { registered } = await apiUpload('/api/catalogue/workbook', form, Registered);
      notify({ text: say('list.sheet.done', { count: registered }) });
    });
  };
  return (
    <span className="catalogue-tools">
      <a href={`/api/catalogue/workbook?${writeListQuery(query, {})}`} download>
        {say('list.export')}
      </a>
      {mayWrite && (
        <>
          <a href="/api/catalogue/workbook/template" download>
            {say('list.template')}
          </a>
          <input ref={input} type="file" accept=".xlsx" hidden onChange={(event) => void take(event)} />
          <Button busy={busy} onClick={() => input.current?.click()}>
            {say('list.sheet')}
          </Button>
        </>
      )}
      <ActProblem problem={problem} />
    </span>
  );
}
