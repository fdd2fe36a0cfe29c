import type { ComponentType } from 'react';
import type { PanelProps } from '#web/module-ui.ts';
import type { PanelName } from '../layouts.ts';
import { Panel as Domains } from './domains.tsx';
import { Panel as Exceptions } from './exceptions.tsx';
import { Panel as FocusMap } from './map.tsx';
import { Panel as Ranking } from './ranking.tsx';
import { Panel as Trend } from './trend.tsx';

/** The panels of the first view by name, in one piece of code: a phone on a poor line asks once, not five times. */
export const screenPanels: Readonly<Record<PanelName, ComponentType<PanelProps>>> = {
  exceptions: Exceptions,
  domains: Domains,
  map: FocusMap,
  ranking: Ranking,
  trend: Trend,
};
