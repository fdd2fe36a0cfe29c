import type { AuditRow } from '#contract/identity';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Drawer } from '#web/kit/drawer.tsx';
import { identityTexts } from './i18n/texts.ts';
import { formatInstant } from './instant.ts';

/** One record of the audit with all that it holds, for screens too narrow for the table's columns. */
export function AuditDrawer({ row, onClose }: { readonly row: AuditRow; readonly onClose: () => void }) {
  const say = useTexts(identityTexts);
  const language = useLanguage();
  return (
    <Drawer open title={say('audit.one', { seq: row.seq })} onClose={onClose}>
      <dl className="identity-facts">
        <dt>{say('audit.at')}</dt>
        <dd>{formatInstant(row.at, language)}</dd>
        <dt>{say('audit.username')}</dt>
        <dd>{row.username}</dd>
        <dt>{say('audit.action')}</dt>
        <dd>
          <ActionWords action={row.action} />
        </dd>
        <dt>{say('audit.outcome')}</dt>
        <dd>{say(row.outcome === 'refused' ? 'outcome.refused' : 'outcome.done')}</dd>
        <dt>{say('audit.subject')}</dt>
        <dd>{`${row.subject.kind} ${row.subject.id}`}</dd>
        <dt>{say('audit.detail')}</dt>
        <dd className="identity-detail">{row.detail}</dd>
      </dl>
    </Drawer>
  );
}

/** The words for an action of this module; the bare name for those of others. */
export function ActionWords({ action }: { readonly action: string }) {
  const say = useTexts(identityTexts);
  const key = `action.${action}`;
  return (
    <>
      {isWord(key) && <>{say(key)} </>}
      <span className="note">{action}</span>
    </>
  );
}

function isWord(key: string): key is keyof typeof identityTexts.zh {
  return key in identityTexts.zh;
}
