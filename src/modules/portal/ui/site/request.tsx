import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { Empty } from '#web/kit/empty.tsx';
import { Skeleton } from '#web/kit/skeleton.tsx';
import { useGet } from '#web/query.ts';
import { VoiceList } from '../../contract.ts';
import { portalTexts } from '../i18n/texts.ts';
import { Broken } from './app.tsx';
import { day } from './parts.tsx';
import { SayForm } from './say-form.tsx';

/** Ask for data; what others asked and what was answered. */
export function Page() {
  const say = useTexts(portalTexts);
  const { data, error, refetch } = useGet('/open/api/voices', VoiceList);
  return (
    <>
      <h1>{say('site.request')}</h1>
      <div className="open-two open-two-right">
        <Card title={say('say.voices')}>
          <div className="open-pad">
            {!data && (error ? <Broken error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} />)}
            {data?.total === 0 && <Empty title={say('say.none')} feeds={say('say.none.help')} />}
            <ul className="open-list">
              {data?.voices.map(({ id, kind, title, body, answer, createdAt }) => (
                <li key={id} className="open-item">
                  <h3>
                    {title} <span className="open-tag">{say(`kind.${kind}`)}</span>
                  </h3>
                  <p>{body}</p>
                  {answer !== '' && (
                    <p className="open-answer">
                      {say('say.answer')} · {answer}
                    </p>
                  )}
                  <p className="note">{day(createdAt)}</p>
                </li>
              ))}
            </ul>
          </div>
        </Card>
        <Card title={say('say.request')} note={say('say.request.help')}>
          <div className="open-pad">
            <SayForm kinds={['request']} />
          </div>
        </Card>
      </div>
    </>
  );
}
