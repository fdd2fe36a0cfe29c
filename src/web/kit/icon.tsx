import './icon.css';

/** Strokes of our few icons in a box of 20; one width, round ends. */
const strokes = {
  back: 'M12.5 4 6.5 10l6 6',
  chevron: 'm5 7.5 5 5 5-5',
  close: 'm5 5 10 10M15 5 5 15',
  search: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4Zm3.8 8.8L17 17',
  user: 'M10 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4ZM3.5 17c.6-3.4 3-5 6.5-5s5.9 1.6 6.5 5',
  view: 'M3 5h14M3 10h14M3 15h14M7 3.5v3M13 8.5v3M6 13.5v3',
  star: 'm10 3 2.1 4.6 5 .6-3.7 3.4 1 5L10 14.1 5.6 16.6l1-5L2.9 8.2l5-.6Z',
  chart: 'M3 17h14M5 14V9M10 14V4M15 14v-3',
  table: 'M3 4h14v12H3ZM3 8h14M3 12h14M9 4v12',
  phone: 'M6 3h2l1.5 4-2 1.5a9 9 0 0 0 4 4l1.5-2 4 1.5v2c0 1.5-1 2.5-2.5 2.5C8.5 16.5 3.5 11 3.5 5.5 3.5 4 4.5 3 6 3Z',
  eye: 'M2.5 10s2.7-5 7.5-5 7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  flag: 'M5 17V3.5h9.5L12.5 7l2 3.5H5',
  refresh: 'M16 5v4h-4M4 15v-4h4M15.5 9A6 6 0 0 0 5 6.5M4.5 11A6 6 0 0 0 15 13.5',
} as const;

export const iconNames = Object.keys(strokes).filter(isIconName);

export type IconName = keyof typeof strokes;

function isIconName(name: string): name is IconName {
  return name in strokes;
}

/** An icon beside a word. It is decoration: the word or the button's label says what it means. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={strokes[name]} />
    </svg>
  );
}
