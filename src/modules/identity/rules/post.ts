import type { Scope } from '#platform/scope.ts';
import type { RoleCode } from './role.ts';

/** Where a post belongs: the government of a region, by its code, or a department or other body, by its code. */
export type PostUnit =
  | { readonly kind: 'government'; readonly region: string }
  | { readonly kind: 'body'; readonly department: string };

/** A post as the roster names it, with what its holder may do and see. */
export interface Post {
  /** Sign-in name of the demo account that holds it. */
  readonly account: string;
  readonly name: string;
  readonly unit: PostUnit;
  readonly roles: readonly RoleCode[];
  readonly scope: Scope;
}
