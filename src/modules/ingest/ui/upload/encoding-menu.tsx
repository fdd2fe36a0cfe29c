import { Menu } from '#web/kit/menu.tsx';

const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;

interface EncodingMenuProps {
  /** What the button says. */
  readonly words: string;
  /** What a screen reader hears, when it is more. */
  readonly label?: string;
  /** The encoding in force, which is marked. */
  readonly now?: string;
  readonly onChoose: (encoding: string) => void;
}

/** Choose the encoding that a text file is read with. */
export function EncodingMenu({ words, label = words, now, onChoose }: EncodingMenuProps) {
  return (
    <Menu label={label} button={words} className="button button-link">
      {(close) =>
        ENCODINGS.map((one) => (
          <button
            key={one}
            type="button"
            className="menu-item"
            aria-pressed={one === now}
            onClick={() => {
              onChoose(one);
              close();
            }}
          >
            {one.toUpperCase()}
          </button>
        ))
      }
    </Menu>
  );
}
