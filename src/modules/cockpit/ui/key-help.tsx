import { Drawer } from '#web/kit/drawer.tsx';
import type { CockpitText } from './i18n.ts';
import { useSpeech } from './words.ts';
import './key-help.css';

const KEYS: readonly (readonly [keys: string, does: CockpitText])[] = [
  ['/', 'keys.search'],
  ['↑ ↓ ← →', 'keys.arrows'],
  ['Enter', 'keys.enter'],
  ['Esc', 'keys.escape'],
  ['[ ]', 'keys.turn'],
  ['Home End', 'keys.trend'],
  ['?', 'keys.help'],
];

/** What the keys do. */
export function KeyHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useSpeech();
  return (
    <Drawer open={open} title={say('keys.title')} onClose={onClose}>
      <dl className="key-list">
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{say(does)}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  );
}
