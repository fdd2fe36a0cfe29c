import { theme as antd, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import { type ReactNode, useEffect, useState } from 'react';
import { useDevice } from './device.tsx';

/** Tokens of ours in the places of Ant Design's. */
const colours = {
  colorPrimary: '--accent',
  colorError: '--red',
  colorWarning: '--amber',
  colorSuccess: '--green',
  colorText: '--ink',
  colorTextSecondary: '--ink-2',
  colorTextTertiary: '--ink-3',
  colorTextPlaceholder: '--ink-3',
  colorBgContainer: '--card',
  colorBgElevated: '--card',
  colorBgLayout: '--page',
  colorFillAlter: '--sunk',
  colorBorder: '--edge',
  colorBorderSecondary: '--rule',
  colorSplit: '--rule',
} as const;

/**
 * Ant Design in our look, for pages of administration and import. Import it only from pages that are loaded on demand:
 * it weighs more than the whole first view.
 */
export function AntdPlace({ children }: { readonly children: ReactNode }) {
  const { theme, language } = useDevice();
  const [token, setToken] = useState<Record<string, string | number>>({});
  const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens on the page follow the theme, and are there after the layout effect that sets it.
  useEffect(() => setToken(readTokens()), [theme]);
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS.default : zhCN.default}
      theme={{ algorithm: theme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm, token: { ...token, motion } }}
    >
      {children}
    </ConfigProvider>
  );
}

function readTokens(): Record<string, string | number> {
  const page = getComputedStyle(document.documentElement);
  const read = Object.entries(colours).map(([name, token]) => [name, page.getPropertyValue(token).trim()] as const);
  const em = Number.parseFloat(page.fontSize);
  return {
    ...Object.fromEntries(read),
    fontFamily: getComputedStyle(document.body).fontFamily,
    fontSize: em * 0.875,
    borderRadius: em * 0.375,
  };
}
