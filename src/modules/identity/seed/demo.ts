import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { makeDemoPassword } from '../../../config.ts';
import { deskOf } from '../desk.ts';
import { hashPassword } from '../password.ts';
import type { Post } from '../rules/post.ts';
import { demoUsers } from '../sql/demo.ts';
import { replaceGrant } from '../sql/grant.ts';
import { readSetting, writeSetting } from '../sql/setting.ts';
import { insertUser, setPassword } from '../sql/user.ts';
import type { Db, Tx } from '../tables.ts';
import { POSTS } from './posts.ts';
import { ROLES } from './roles.ts';

/** The demo accounts' one password, sealed, so that later starts can print it. */
export const DEMO_PASSWORD_KEY = 'identity.demo-password';

/** The accounts of the demo province, one a post, all with one password. Accounts that are there already stay. */
export async function seedDemo(platform: Platform): Promise<void> {
  const { db } = deskOf(platform);
  const password = platform.config.demoPassword ?? (await demoPassword(platform)) ?? makeDemoPassword();
  const accounts = await Promise.all(POSTS.map(async (post) => ({ post, hash: await hashPassword(password) })));
  await db.transaction().execute(async (tx) => {
    for (const { post, hash } of accounts) await seedAccount(platform, tx, post, hash);
    await keepDemoPassword(platform, tx, password);
    await audit(tx, platform.clock, SYSTEM_ACTOR, {
      action: 'demo.seed',
      subject: { kind: 'node', id: 'demo' },
      detail: { accounts: POSTS.map((post) => post.account) },
    });
  });
}

/** The demo accounts' password; null when there are none. */
export async function demoPassword(platform: Platform): Promise<string | null> {
  const { db, sealer } = deskOf(platform);
  const sealed = await readSetting(db, DEMO_PASSWORD_KEY);
  return typeof sealed === 'string' ? sealer.open(sealed, DEMO_PASSWORD_KEY) : null;
}

/** When the environment now names another demo password, the demo accounts take it. */
export async function renewDemoPassword(platform: Platform): Promise<void> {
  const wanted = platform.config.demoPassword;
  const present = await demoPassword(platform);
  if (wanted === null || present === null || wanted === present) return;
  const { db } = deskOf(platform);
  const users = await demoUsers(db);
  const hashes = await Promise.all(users.map(async ({ id }) => ({ id, hash: await hashPassword(wanted) })));
  await db.transaction().execute(async (tx) => {
    for (const { id, hash } of hashes) await setPassword(tx, id, { hash, at: platform.clock.now(), mustChange: false });
    await keepDemoPassword(platform, tx, wanted);
    await audit(tx, platform.clock, SYSTEM_ACTOR, {
      action: 'demo.password',
      subject: { kind: 'node', id: 'demo' },
    });
  });
}

function keepDemoPassword(platform: Platform, db: Db, password: string): Promise<void> {
  const sealed = deskOf(platform).sealer.seal(password, DEMO_PASSWORD_KEY);
  return writeSetting(db, DEMO_PASSWORD_KEY, sealed, platform.clock.now());
}

async function seedAccount(platform: Platform, tx: Tx, post: Post, hash: string): Promise<void> {
  const now = platform.clock.now();
  const id = newId(now);
  const inserted = await insertUser(tx, {
    ...{ id, username: post.account, name: nameOf(post), post: post.name, password_hash: hash, password_set_at: now },
    region_code: post.unit.kind === 'government' ? post.unit.region : null,
    department_code: post.unit.kind === 'body' ? post.unit.department : null,
    ...{ must_change_password: false, status: 'active', is_demo: true, created_at: now, created_by: 'system' },
  });
  if (!inserted) return;
  for (const role of post.roles)
    await replaceGrant(tx, { id: newId(now), userId: id, role, ...reachOf(post), ...bySystem(now) });
}

const bySystem = (at: Date) => ({
  grantedBy: SYSTEM_ACTOR.userId,
  grantedByName: SYSTEM_ACTOR.name,
  grantedAt: at,
});

/** 演示·省长: nobody is to be taken for a real person. */
function nameOf(post: Post): string {
  const role = ROLES.find(({ code }) => post.roles.includes(code));
  return `演示·${role?.name ?? post.name}`;
}

function reachOf({ scope: { regions, departments } }: Post) {
  return {
    allRegions: regions === 'all',
    allDepartments: departments === 'all',
    regions: regions === 'all' ? [] : regions,
    departments: departments === 'all' ? [] : departments,
  };
}
