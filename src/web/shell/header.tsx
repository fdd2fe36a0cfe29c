import { Link } from 'react-router';
import { useDevice } from '../device.tsx';
import { shellTexts } from '../i18n/shell.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { useSession } from '../session.tsx';
import { LostLine } from './lost-line.tsx';
import { SlotOutlet } from './slots.tsx';
import { UserMenu } from './user-menu.tsx';
import { ViewMenu } from './view-menu.tsx';
import { WallPager } from './wall-pager.tsx';
import './header.css';

/** Brand, where one stands, of when; what one can look for; how fresh it is; who one is. */
export function Header() {
  const say = useTexts(shellTexts);
  const { layout } = useDevice();
  const { user, demo } = useSession();
  return (
    <header className="header">
      <Link to="/" className="brand">
        {say('brand')}
      </Link>
      <SlotOutlet name="region" fallback={<b>{user.unit.name}</b>} />
      <SlotOutlet name="period" />
      <span className="header-gap" />
      {layout !== 'wall' && <SlotOutlet name="search" />}
      <SlotOutlet name="freshness" />
      {layout !== 'phone' && <LostLine />}
      {demo && (
        <span className="demo" title={say('demo.why')}>
          {say('demo')}
        </span>
      )}
      {layout === 'desk' && (
        <div className="header-tools">
          <ViewMenu />
          <UserMenu />
        </div>
      )}
      {layout === 'wall' && <WallPager />}
    </header>
  );
}
