// @ts-check
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PROJECT } from './project.mjs';

/** @returns {Promise<string | undefined>} commit of the sources; undefined in a copy without history */
export async function readRevision() {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: PROJECT });
    return stdout.trim();
  } catch {
    // No git, or no history here: it is only told, never needed.
    return undefined;
  }
}
