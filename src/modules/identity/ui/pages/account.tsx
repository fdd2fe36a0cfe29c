import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { identityTexts } from '../i18n/texts.ts';
import { PasswordForm } from '../password-form.tsx';
import { SecondFactor } from '../second-factor.tsx';
import { SessionList } from '../session-list.tsx';
import '../identity.css';

/** One's own account: password, second factor, signed-in devices. */
export function Page() {
  const say = useTexts(identityTexts);
  return (
    <div className="page-column">
      <h1 className="page-title">{say('account.title')}</h1>
      <Card title={say('account.password')}>
        <div className="identity-pad">
          <PasswordForm />
        </div>
      </Card>
      <Card title={say('factor.title')}>
        <div className="identity-pad">
          <SecondFactor />
        </div>
      </Card>
      <Card title={say('sessions.title')}>
        <SessionList />
      </Card>
    </div>
  );
}
