import type { Prisma } from './client';

/**
 * The setting's text; the first process that asks stores `initial` and all others get the same.
 * @throws Error when something else than text is stored
 */
export async function textSettingOnce(prisma: Prisma, key: string, initial: string): Promise<string> {
  await prisma.setting.createMany({ data: [{ key, value: initial }], skipDuplicates: true });
  const { value } = await prisma.setting.findUniqueOrThrow({ where: { key } });
  if (typeof value !== 'string') throw new Error(`the stored setting ${key} is not text`);
  return value;
}
