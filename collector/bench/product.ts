/** The whole product as `belvedere start` runs it, on free ports and with data of its own. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { inProject, PROJECT } from '@/collector/supervisor/project.mjs';
import { freePort, startProgram } from './program';

/** The web app may have to be built first. */
const READY_TIMEOUT_MS = 300_000;

export async function startProduct(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  // Not $TMPDIR: as root, PostgreSQL runs as another user, who must be able to enter.
  const dataDir = mkdtempSync('/var/tmp/belvedere-bench-');
  chmodSync(dataDir, 0o755);
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  const [port, collectorPort, gatePort] = await Promise.all([freePort(), freePort(), freePort()]);
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _, BELVEDERE_CONFIG: __, ...env } = process.env;
  try {
    const program = await startProgram({
      file: process.execPath,
      args: [inProject('belvedere.mjs'), 'start'],
      cwd: PROJECT,
      env: {
        ...env,
        PORT: String(port),
        BELVEDERE_COLLECTOR_PORT: String(collectorPort),
        BELVEDERE_GATE_PORT: String(gatePort),
        BELVEDERE_DATA_DIR: dataDir,
      },
      readyUrl: `${url}/api/health`,
      readyTimeoutMs: READY_TIMEOUT_MS,
    });
    const stop = async () => {
      await program.stop();
      remove();
    };
    return { url, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
