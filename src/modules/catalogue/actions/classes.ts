import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { ClassDraft, ClassList } from '../contract.ts';
import { classesOf, deskOf } from '../desk.ts';
import { catalogueErrors } from '../errors.ts';
import { levelOf, pathOf } from '../rules/class.ts';
import { insertClass } from '../sql/class.ts';

/** The class scheme, by code. */
export async function listClasses(platform: Platform): Promise<ClassList> {
  const classes = await classesOf(platform);
  return { classes: classes.map(({ code, name, level, parent }) => ({ code, name, level, parent })) };
}

/**
 * Add a 目 below a 项, or a 细目 below a 目.
 * @throws {Refusal} `catalogue.class-misplaced`, `catalogue.class-taken`
 */
export async function addClass(platform: Platform, actor: Actor, { code, name }: ClassDraft): Promise<void> {
  const level = levelOf(code);
  const parent = (await classesOf(platform)).find((node) => node.code === pathOf(code).at(-2));
  if (!parent || level === null || level < 3) throw catalogueErrors['class-misplaced']({ code });
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const node = { code, name, level, parent: parent.code, dept: parent.dept, words: [] };
      if (!(await insertClass(tx, node))) throw catalogueErrors['class-taken']({ code });
      await audit(tx, platform.clock, actor, {
        action: 'catalogue.add-class',
        subject: { kind: 'catalogue-class', id: code },
        detail: { name },
      });
    });
}
