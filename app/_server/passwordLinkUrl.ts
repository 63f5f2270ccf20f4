import { createPasswordLink } from '@/lib/auth/passwordLinks';
import type { AuthSettings } from '@/lib/auth/settings';
import { database } from './database';

/** Makes a one-time link with which a user chooses a password; a relative one when the public address is not known. */
export async function passwordLinkUrl(userId: number, { externalUrl }: AuthSettings): Promise<string> {
  const token = await createPasswordLink(database(), userId, Date.now());
  return `${externalUrl ?? ''}/login?token=${token}`;
}
