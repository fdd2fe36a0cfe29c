import { Link } from 'react-router';
import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { useToast } from '../kit/toast.tsx';
import { useSession, useSigning } from '../session.tsx';
import { placesFor } from './places.ts';

export function UserMenu() {
  const say = useTexts(shellTexts);
  const { user } = useSession();
  const places = placesFor(user.permissions);
  const signOut = useSignOut();
  const button = (
    <>
      <Icon name="user" />
      {user.name}
    </>
  );
  return (
    <Menu label={say('user.menu', { name: user.name })} button={button}>
      {(close) => (
        <>
          <UserFacts />
          {places.map(({ key, route }) => (
            <Link key={key} className="menu-item" to={route} onClick={close}>
              {say(`place.${key}`)}
            </Link>
          ))}
          <button type="button" className="menu-item" onClick={signOut}>
            {say('user.sign-out')}
          </button>
        </>
      )}
    </Menu>
  );
}

/** Name, post and unit of the reader. */
export function UserFacts() {
  const { user } = useSession();
  return (
    <div className="user-facts">
      <b>{user.name}</b>
      <span className="note">
        {user.unit.name} · {user.post}
      </span>
    </div>
  );
}

/** Sign out; a failure is said, since the reader would believe the session ended. */
export function useSignOut(): () => void {
  const say = useTexts(shellTexts);
  const notify = useToast();
  const { signOut } = useSigning();
  return () => {
    signOut().catch(() => notify({ text: say('sign-out.failed'), tone: 'problem' }));
  };
}
