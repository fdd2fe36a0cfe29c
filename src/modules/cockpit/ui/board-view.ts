import type { Screen } from '#contract/cockpit';

/** What the content of a board's page gets. */
export interface BoardViewProps {
  readonly board: string;
  /** Null while it is on its way. */
  readonly screen: Screen | null;
  readonly waiting: boolean;
}
