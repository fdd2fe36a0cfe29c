import type { OlapParams, OlapSettings } from '#platform/olap/engine.ts';
import type { SourceObject } from '../contract.ts';
import type { SeenColumn } from '../rules/drift.ts';

/** A column as its source describes it. */
export interface SourceColumn extends SeenColumn {
  readonly comment: string;
  /** Part of the primary key. */
  readonly key: boolean;
}

export interface ListedObject extends SourceObject {
  readonly comment: string;
}

/** Rows after this value of a column; `inclusive` takes those of the very value again. */
export interface After {
  readonly column: SeenColumn;
  readonly value: string;
  readonly inclusive: boolean;
}

export interface PullRequest {
  readonly object: SourceObject;
  /** In the order of the cells that come. */
  readonly columns: readonly SeenColumn[];
  readonly after: After | null;
  readonly limit?: number;
  /** Files that have been taken, as `path@stamp`. */
  readonly taken?: ReadonlySet<string>;
}

/** What the warehouse's engine reads by itself: stands in FROM and has the columns `c1`, `c2` … */
export interface Relation {
  readonly from: string;
  readonly params: OlapParams;
  readonly settings: OlapSettings;
}

export type Cell = string | null;

/** Rows that a client brings, as texts. */
export interface Page {
  readonly rows: readonly (readonly Cell[])[];
  readonly bytes: number;
  /** The file that ends with this page. */
  readonly file?: { readonly path: string; readonly stamp: string };
}

export type Pull =
  | { readonly kind: 'relation'; readonly relation: Relation }
  | { readonly kind: 'pages'; readonly pages: AsyncIterable<Page> };

/**
 * One way to every kind of source. Whatever goes wrong is thrown as the driver throws it; callers turn it into a refusal
 * with `refusalFrom`. Opened for one use and closed after it.
 */
export interface Connector {
  /** Resolves when the account can sign in and read. */
  test(): Promise<void>;
  objects(): Promise<readonly ListedObject[]>;
  columns(object: SourceObject): Promise<readonly SourceColumn[]>;
  pull(request: PullRequest): Pull;
  close(): Promise<void>;
}
