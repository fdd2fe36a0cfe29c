import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { PanelFrame } from '#web/panel.tsx';
import { panelStateOf } from '#web/panel-state.ts';
import { useGet } from '#web/query.ts';
import { type Difference, History, type StepInfo, type VersionInfo } from '../contract.ts';
import { catalogueTexts } from './i18n/texts.ts';
import { formatInstant } from './instant.ts';
import { differenceWords } from './words.ts';

/** Versions with what each changed, and the steps that led there. */
export function HistoryCard({ id }: { readonly id: string }) {
  const say = useTexts(catalogueTexts);
  const answer = useGet(`/api/catalogue/resources/${id}/history`, History);
  return (
    <PanelFrame title={say('history.title')} reserve="10rem" state={panelStateOf(answer)}>
      {({ versions, steps, pending }) => (
        <div className="catalogue-history">
          <section>
            <h3>{say('history.versions')}</h3>
            {pending.length > 0 && <Differences title={say('history.pending')} differences={pending} />}
            {versions.length === 0 && <p className="note">{say('history.none')}</p>}
            {versions.map((version) => (
              <Version key={version.no} version={version} />
            ))}
          </section>
          <section>
            <h3>{say('history.steps')}</h3>
            {steps.length === 0 && <p className="note">{say('history.no-steps')}</p>}
            <ol className="catalogue-list">
              {steps.map((step) => (
                <Step key={`${step.at} ${step.event}`} step={step} />
              ))}
            </ol>
          </section>
        </div>
      )}
    </PanelFrame>
  );
}

function Version({ version }: { readonly version: VersionInfo }) {
  const say = useTexts(catalogueTexts);
  const language = useLanguage();
  const { no, publishedAt, publishedBy, reason, differences } = version;
  const by = say('history.by', { by: publishedBy, at: formatInstant(publishedAt, language) });
  return (
    <div className="catalogue-version">
      <p>
        <strong>{say('version.no', { no })}</strong> <span className="note">{by}</span>
      </p>
      {reason !== '' && <p>{reason}</p>}
      {differences.length > 0 ? (
        <Differences differences={differences} />
      ) : (
        <p className="note">{say(no === 1 ? 'history.first' : 'history.same')}</p>
      )}
    </div>
  );
}

function Differences({ title, differences }: { readonly title?: string; readonly differences: readonly Difference[] }) {
  const say = useTexts(catalogueTexts);
  return (
    <>
      {title && <strong>{title}</strong>}
      <ul className="catalogue-list">
        {differences.map((difference) => (
          <li key={JSON.stringify(difference)}>{differenceWords(say, difference)}</li>
        ))}
      </ul>
    </>
  );
}

const EVENTS = [
  'submit',
  'recall',
  'recall-change',
  'return',
  'return-change',
  'publish',
  'change',
  'abandon',
  'retire',
] as const;

function Step({ step: { at, event, by, reason } }: { readonly step: StepInfo }) {
  const say = useTexts(catalogueTexts);
  const language = useLanguage();
  const known = EVENTS.find((one) => one === event);
  return (
    <li>
      {known ? say(`step.${known}`) : event}{' '}
      <span className="note">{say('history.by', { by, at: formatInstant(at, language) })}</span>
      {reason && <span className="catalogue-under">{reason}</span>}
    </li>
  );
}
