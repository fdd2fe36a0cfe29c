import type { User } from '#contract/identity';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { identityTexts } from './i18n/texts.ts';
import { formatInstant } from './instant.ts';

/** Whether an account can be used. A lock that has run out counts no more, though the ledger still says so. */
export function UserStatus({ user }: { readonly user: User }) {
  const say = useTexts(identityTexts);
  const language = useLanguage();
  if (user.status !== 'locked' || user.lockedUntil === null) return say(`status.${user.status}`);
  return say('status.locked.until', { time: formatInstant(user.lockedUntil, language) });
}

/** Whether an account has a second factor, or should have. */
export function FactorStatus({ user }: { readonly user: User }) {
  const say = useTexts(identityTexts);
  if (user.secondFactor.enabled) return say('factor.on');
  return say(user.secondFactor.required ? 'factor.required' : 'factor.off');
}
