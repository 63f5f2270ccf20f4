import { createPasswordLink } from '@/lib/auth/passwordLinks';
import { database } from './database';
import { publicOrigin } from './publicOrigin';

/** Makes a one-time link with which a user chooses a password. */
export async function passwordLinkUrl(request: Request, userId: number): Promise<string> {
  const token = await createPasswordLink(database(), userId, Date.now());
  return `${publicOrigin(request)}/login?token=${token}`;
}
