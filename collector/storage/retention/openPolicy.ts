import type { RetentionClassTable } from '../postgres/retentionClasses';
import { classesFor, RetentionPolicy, type RetentionSettings } from './policy';

/**
 * The policy of these settings, with the classes that its rules need stored. Rejects with TooManyClassesError, and as Prisma
 * does when Postgres cannot be reached.
 */
export async function openPolicy(table: RetentionClassTable, settings: RetentionSettings): Promise<RetentionPolicy> {
  const stored = await table.load();
  const used = await table.used();
  const classes = classesFor(settings.rules, stored, (id) => used.has(id));
  const policy = new RetentionPolicy(settings, classes);
  if (JSON.stringify(classes) !== JSON.stringify(stored)) await table.save(classes);
  return policy;
}
