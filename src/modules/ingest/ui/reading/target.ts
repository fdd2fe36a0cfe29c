/** What a person is about to correct. */
export type Target =
  | { readonly kind: 'column'; readonly index: number }
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'unit' }
  | { readonly kind: 'sheet-region' }
  | { readonly kind: 'sheet-period' }
  | { readonly kind: 'sheet-measure' }
  | { readonly kind: 'section' }
  /** A text of the sheet that was not understood. */
  | { readonly kind: 'region'; readonly text: string }
  | { readonly kind: 'period'; readonly text: string };

/** A target with the element whose press opened it. */
export interface OpenTarget {
  readonly target: Target;
  readonly anchor: HTMLElement;
}
