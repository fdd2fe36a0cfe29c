import { catalogueUi } from '../modules/catalogue/ui/index.ts';
import { cockpitUi } from '../modules/cockpit/ui/index.ts';
import { nodesUi } from '../modules/exchange/nodes/ui/index.ts';
import { identityUi } from '../modules/identity/ui/index.ts';
import { indicatorsUi } from '../modules/indicators/ui/index.ts';
import { ingestUi } from '../modules/ingest/ui/index.ts';
import { portalUi } from '../modules/portal/ui/index.ts';
import type { ModuleUi } from './module-ui.ts';

/** The modules that have pages or panels, in the order of `app.ts`. This list is the only place that knows them. */
export const moduleUis: readonly ModuleUi[] = [
  identityUi,
  catalogueUi,
  ingestUi,
  indicatorsUi,
  nodesUi,
  portalUi,
  cockpitUi,
];
