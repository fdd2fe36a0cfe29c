import { type Language, readLanguage } from './i18n/language.ts';
import { type DeviceChoice, type DeviceTraits, readChoice, resolveLayout, resolveTheme, withAddress } from './theme.ts';

const KEY = 'yiping.device';

/** What this device remembers. */
export interface DeviceMemory {
  readonly choice: DeviceChoice;
  readonly language: Language;
}

/**
 * Read what was chosen here. What the address asks for holds for the tab, so that a wall opened with `?layout=wall`
 * stays one on every page; what is chosen in the menu holds for the device.
 */
export function loadDevice(): DeviceMemory {
  const stored = parse(localStorage.getItem(KEY));
  const choice = readChoice(parse(sessionStorage.getItem(KEY)) ?? stored);
  const asked = withAddress(choice, location.search);
  if (JSON.stringify(asked) !== JSON.stringify(choice)) sessionStorage.setItem(KEY, JSON.stringify(asked));
  return { choice: asked, language: readLanguage(isRecord(stored) ? stored.language : undefined) };
}

/** Remember a choice for this device and forget what the address asked for. */
export function saveDevice(memory: DeviceMemory): void {
  sessionStorage.removeItem(KEY);
  localStorage.setItem(KEY, JSON.stringify({ ...memory.choice, language: memory.language }));
}

/** What the device says about itself now. */
export function readTraits(): DeviceTraits {
  return {
    width: window.innerWidth,
    coarsePointer: matchMedia('(pointer: coarse)').matches,
    noPointer: matchMedia('(pointer: none)').matches,
    prefersDark: matchMedia('(prefers-color-scheme: dark)').matches,
  };
}

/** Hear of changes: turning a phone, zooming, night falling. @returns a function that ends it. */
export function watchTraits(onChange: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  window.addEventListener('resize', onChange);
  dark.addEventListener('change', onChange);
  return () => {
    window.removeEventListener('resize', onChange);
    dark.removeEventListener('change', onChange);
  };
}

/** Put layout, theme and language on the page; the style sheet does the rest. */
export function applyDevice({ choice, language }: DeviceMemory, traits: DeviceTraits): void {
  const page = document.documentElement;
  const layout = resolveLayout(choice, traits);
  page.lang = language;
  page.dataset.layout = layout;
  page.dataset.theme = resolveTheme(choice.theme, layout, traits);
  page.toggleAttribute('data-elder', choice.elder);
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
