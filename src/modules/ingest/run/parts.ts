import type { Platform } from '#platform/module.ts';
import type { OpenedFile } from '../read/sheet.ts';
import type { RowReader } from '../rules/apply.ts';
import type { Reading } from '../rules/reading.ts';
import type { ResolveRegion } from '../rules/region.ts';
import type { MakerOf } from './makers.ts';
import type { ProgressReporter } from './progress.ts';
import type { Sink } from './sink.ts';
import type { Slots } from './slots.ts';
import type { Target } from './target.ts';

/** Everything one pass over a sheet works with. */
export interface RunParts {
  readonly platform: Platform;
  readonly file: OpenedFile;
  /** Where the original stands. */
  readonly path: string;
  readonly sheet: number;
  readonly readings: readonly Reading[];
  readonly resolve: ResolveRegion;
  readonly slots: Slots;
  readonly reader: RowReader;
  readonly makerOf: MakerOf;
  readonly target: Target;
  readonly sink: Sink;
  readonly progress: ProgressReporter;
}
