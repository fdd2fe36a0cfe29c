import { platformErrors } from './errors.ts';
import type { Actor } from './scope.ts';

/** Anything a leader can point at. */
export interface SubjectRef {
  readonly kind: string;
  readonly id: string;
}

/** What every mechanism may know of a subject, whatever its kind. */
export interface SubjectCard extends SubjectRef {
  readonly title: string;
  /** Where it opens in the cockpit. */
  readonly href: string;
  /** The department that answers for it, or null. */
  readonly ownerDept: string | null;
}

/** How a module makes its things pointable: load returns null for what is not there or not for this actor to see. */
export interface SubjectKind {
  readonly kind: string;
  load(id: string, actor: Actor): Promise<SubjectCard | null>;
}

export interface Subjects {
  /** @throws {Refusal} `platform.not-found`, the same for absent and forbidden: existence is not told. */
  resolve(ref: SubjectRef, actor: Actor): Promise<SubjectCard>;
  readonly kinds: readonly string[];
}

/** A registry of the kinds that modules declare; `declare` is asked at the first use, when all modules stand. */
export function createSubjects(declare: () => readonly SubjectKind[]): Subjects {
  let known: ReadonlyMap<string, SubjectKind> | null = null;
  const byKind = () => {
    known ??= new Map(declare().map((kind) => [kind.kind, kind]));
    return known;
  };
  return {
    get kinds() {
      return [...byKind().keys()];
    },
    resolve: async (ref, actor) => {
      const card = await byKind().get(ref.kind)?.load(ref.id, actor);
      if (!card) throw platformErrors['not-found']({ what: '所指的对象' });
      return card;
    },
  };
}
