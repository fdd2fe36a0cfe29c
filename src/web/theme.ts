/** How the screen is laid out. Wall: no input, no scrolling. Desk: mouse and keyboard. Phone: one column, thumb. */
export const layouts = ['wall', 'desk', 'phone'] as const;
export type Layout = (typeof layouts)[number];

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What the person at this device chose; `auto` leaves it to the device. */
export interface DeviceChoice {
  readonly layout: Layout | 'auto';
  readonly theme: Theme | 'auto';
  /** 长者模式: larger type, stronger contrast. */
  readonly elder: boolean;
}

/** What the device says about itself; widths in CSS pixels, so 200 % zoom halves them. */
export interface DeviceTraits {
  readonly width: number;
  readonly coarsePointer: boolean;
  readonly noPointer: boolean;
  readonly prefersDark: boolean;
}

export const defaultChoice: DeviceChoice = { layout: 'auto', theme: 'auto', elder: false };

const PHONE_BELOW = 720;
const TOUCH_PHONE_BELOW = 960;
const WALL_FROM = 1600;

/** How much larger 长者模式 sets everything; the style sheet says the same. */
const ELDER_SCALE = 1.25;

/**
 * The layout for a choice on a device. A screen without any pointer and wide enough is a wall.
 * Large type needs room: in 长者模式 a screen counts as narrower than it is.
 */
export function resolveLayout({ layout, elder }: Omit<DeviceChoice, 'theme'>, traits: DeviceTraits): Layout {
  if (layout !== 'auto') return layout;
  if (traits.noPointer && traits.width >= WALL_FROM) return 'wall';
  const width = elder ? traits.width / ELDER_SCALE : traits.width;
  if (width < PHONE_BELOW) return 'phone';
  return traits.coarsePointer && width < TOUCH_PHONE_BELOW ? 'phone' : 'desk';
}

/** The theme for a choice: a wall is dark unless told otherwise. */
export function resolveTheme(choice: Theme | 'auto', layout: Layout, traits: DeviceTraits): Theme {
  if (choice !== 'auto') return choice;
  return layout === 'wall' || traits.prefersDark ? 'dark' : 'light';
}

/** Read a choice from storage or from the address; unknown parts fall back to `auto`. */
export function readChoice(value: unknown): DeviceChoice {
  const raw: Partial<Record<keyof DeviceChoice, unknown>> = typeof value === 'object' && value !== null ? value : {};
  return {
    layout: layouts.find((name) => name === raw.layout) ?? 'auto',
    theme: themes.find((name) => name === raw.theme) ?? 'auto',
    elder: raw.elder === true,
  };
}

/** A choice with what the address asks for (`?layout=wall&theme=light`) laid over it. */
export function withAddress(choice: DeviceChoice, search: string): DeviceChoice {
  const asked = new URLSearchParams(search);
  return {
    layout: layouts.find((name) => name === asked.get('layout')) ?? choice.layout,
    theme: themes.find((name) => name === asked.get('theme')) ?? choice.theme,
    elder: asked.has('elder') ? asked.get('elder') !== '0' : choice.elder,
  };
}
