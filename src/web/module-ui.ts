import type { ComponentType } from 'react';

/** A page of a module, loaded when its address is opened. */
export interface PageRoute {
  /** Pattern of the address: `/indicators/:code`. */
  readonly path: string;
  /** `() => import('./pages/indicator.tsx')`; the file exports `Page`. */
  readonly load: () => Promise<{ readonly Page: ComponentType }>;
}

/** What a panel gets from the board it stands on; it reads `data` by its own contract. */
export interface PanelProps {
  readonly data: unknown;
}

/** A panel that layouts can name. */
export interface PanelDefinition {
  /** `<module>.<noun>`, such as `cockpit.exceptions`. */
  readonly id: string;
  /** Kinds of boards it can stand on. */
  readonly kinds: readonly string[];
  /** `() => import('./panels/exceptions.tsx')`; the file exports `Panel`. */
  readonly load: () => Promise<{ readonly Panel: ComponentType<PanelProps> }>;
}

/** What a module adds to the screen: `ui/index.ts` exports one of these parts each. */
export interface ModuleUi {
  readonly routes: readonly PageRoute[];
  readonly panels: readonly PanelDefinition[];
}
