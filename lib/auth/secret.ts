import type { Prisma } from '@/lib/db/client';
import { textSettingOnce } from '@/lib/db/settings';
import { newToken } from './tokens';

/**
 * What signs sessions: BELVEDERE_SECRET if it is set, else one that is made once and kept in the database, so that all
 * processes have the same.
 */
export async function loadSecret(prisma: Prisma, given: string | undefined): Promise<string> {
  if (given !== undefined && given !== '') return given;
  return textSettingOnce(prisma, 'secret', newToken());
}
