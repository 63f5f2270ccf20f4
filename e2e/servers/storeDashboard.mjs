// @ts-check
import pg from 'pg';

/**
 * Stores a dashboard as somebody saved it. There is no endpoint to save one yet, so it goes into the table.
 * @param {string} databaseUrl
 * @param {{ uid: string, title: string }} dashboard Grafana's classic JSON
 */
export async function storeDashboard(databaseUrl, dashboard) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(
      `INSERT INTO "Dashboard" (uid, title, tags, json, "updatedAt") VALUES ($1, $2, '{}', $3, now())
       ON CONFLICT (uid) DO UPDATE SET title = excluded.title, json = excluded.json, "updatedAt" = now()`,
      [dashboard.uid, dashboard.title, JSON.stringify(dashboard)],
    );
  } finally {
    await client.end();
  }
}
