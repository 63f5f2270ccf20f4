import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Prisma } from './client';
import { type ShippedDashboard, type ShippedOutcome, upsertShippedDashboard } from './upsertShipped';

const shippedFile = z.looseObject({
  uid: z.string().min(1),
  title: z.string().min(1),
  tags: z.array(z.string()).default([]),
});

/**
 * Brings the dashboards in `dir`, one classic JSON file each, into the database.
 * @returns what became of each, by uid
 * @throws Error naming the file that is no dashboard
 */
export async function storeShippedDashboards(
  prisma: Prisma,
  dir: string,
): Promise<ReadonlyMap<string, ShippedOutcome>> {
  const outcomes = new Map<string, ShippedOutcome>();
  for (const shipped of await readShippedDashboards(dir)) {
    outcomes.set(shipped.uid, await upsertShippedDashboard(prisma, shipped));
  }
  return outcomes;
}

async function readShippedDashboards(dir: string): Promise<ShippedDashboard[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => parse(name, await readFile(join(dir, name), 'utf8'))));
}

function parse(name: string, text: string): ShippedDashboard {
  try {
    const json: unknown = JSON.parse(text);
    const { uid, title, tags } = shippedFile.parse(json);
    const checksum = createHash('sha256').update(text).digest('hex');
    return { uid, title, tags, json: z.record(z.string(), z.json()).parse(json), checksum };
  } catch (error) {
    throw new Error(`${name} is no dashboard: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
