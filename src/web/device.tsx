import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applyDevice, type DeviceMemory, readTraits, saveDevice, watchTraits } from './device-store.ts';
import type { Language } from './i18n/language.ts';
import { type DeviceChoice, defaultChoice, type Layout, resolveLayout, resolveTheme, type Theme } from './theme.ts';

/** How the page looks on this device, and how to change it. */
export interface Device {
  readonly layout: Layout;
  readonly theme: Theme;
  readonly choice: DeviceChoice;
  readonly language: Language;
  /** Change some of the choice; remembered on this device. */
  readonly choose: (change: Partial<DeviceChoice>) => void;
  readonly speak: (language: Language) => void;
}

const DeviceContext = createContext<Device>({
  layout: 'desk',
  theme: 'light',
  choice: defaultChoice,
  language: 'zh-CN',
  choose: () => undefined,
  speak: () => undefined,
});

/** Layout, theme and language in force. */
export function useDevice(): Device {
  return useContext(DeviceContext);
}

interface DevicePlaceProps {
  readonly memory: DeviceMemory;
  readonly children: ReactNode;
}

export function DevicePlace({ memory, children }: DevicePlaceProps) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(memory);
  const [traits, setTraits] = useState(readTraits);
  useEffect(() => watchTraits(() => setTraits(readTraits())), []);
  useLayoutEffect(() => applyDevice(now, traits), [now, traits]);
  const device = useMemo(() => {
    const remember = (next: DeviceMemory) => {
      saveDevice(next);
      setNow(next);
    };
    const layout = resolveLayout(now.choice, traits);
    return {
      layout,
      theme: resolveTheme(now.choice.theme, layout, traits),
      ...now,
      choose: (change: Partial<DeviceChoice>) => remember({ ...now, choice: { ...now.choice, ...change } }),
      speak: (language: Language) => {
        remember({ ...now, language });
        void i18n.changeLanguage(language);
      },
    };
  }, [now, traits, i18n]);
  return <DeviceContext value={device}>{children}</DeviceContext>;
}
