import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { ModuleUi, PanelDefinition, PanelProps } from './module-ui.ts';

/** A panel ready to show; its code comes when it is first shown. */
export interface RegisteredPanel {
  readonly kinds: readonly string[];
  readonly Panel: LazyExoticComponent<ComponentType<PanelProps>>;
}

export type PanelRegistry = ReadonlyMap<string, RegisteredPanel>;

/**
 * All panels of all modules by id.
 * @throws {Error} when two panels have one id.
 */
export function createPanelRegistry(modules: readonly ModuleUi[]): PanelRegistry {
  const registry = new Map<string, RegisteredPanel>();
  for (const definition of modules.flatMap((module) => module.panels)) {
    if (registry.has(definition.id)) throw new Error(`two panels are named ${definition.id}`);
    registry.set(definition.id, register(definition));
  }
  return registry;
}

function register({ kinds, load }: PanelDefinition): RegisteredPanel {
  return { kinds, Panel: lazy(() => load().then((file) => ({ default: file.Panel }))) };
}
