import type { Db } from '../tables.ts';

/** Remember the time step of the code just used. */
export async function setTotpStep(db: Db, userId: string, step: number): Promise<void> {
  await db.updateTable('identity.app_user').set({ totp_last_step: step }).where('id', '=', userId).execute();
}

/** Keep a sealed secret until its owner confirms it; the one in use goes on. */
export async function setPendingTotp(db: Db, userId: string, sealed: string): Promise<void> {
  await db.updateTable('identity.app_user').set({ totp_pending: sealed }).where('id', '=', userId).execute();
}

/** From now on a code of this secret is asked for. */
export async function enableTotp(db: Db, userId: string, sealed: string, step: number): Promise<void> {
  await db
    .updateTable('identity.app_user')
    .set({ totp_secret: sealed, totp_pending: null, totp_enabled: true, totp_last_step: step })
    .where('id', '=', userId)
    .execute();
}

export async function clearTotp(db: Db, userId: string): Promise<void> {
  await db
    .updateTable('identity.app_user')
    .set({ totp_secret: null, totp_pending: null, totp_enabled: false, totp_last_step: null })
    .where('id', '=', userId)
    .execute();
}

/** Demand, or no longer demand, a second factor of one account. */
export async function setTotpRequired(db: Db, userId: string, required: boolean): Promise<void> {
  await db.updateTable('identity.app_user').set({ totp_required: required }).where('id', '=', userId).execute();
}
