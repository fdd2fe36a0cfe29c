import { Link } from 'react-router';
import { useTexts } from '#web/i18n/use-texts.ts';
import { Card } from '#web/kit/card.tsx';
import { useMay } from '#web/session.tsx';
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
      <KeeperPages />
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

/** The way to the pages of the keepers, for those whose post has them. */
function KeeperPages() {
  const say = useTexts(identityTexts);
  const [mayReadUsers, mayReadAudit] = [useMay('user:read'), useMay('audit:read')];
  if (!mayReadUsers && !mayReadAudit) return null;
  return (
    <Card title={say('account.keeper')} note={say('account.keeper.note')}>
      <nav className="identity-pad" aria-label={say('account.keeper')}>
        {mayReadUsers && <Link to="/users">{say('users.title')}</Link>}
        {mayReadAudit && <Link to="/audit">{say('audit.title')}</Link>}
      </nav>
    </Card>
  );
}
