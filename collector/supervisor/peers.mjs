// @ts-check
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Programs beside which tests run, with the Debian packages they come in. `.ci/run` installs them all. */
export const PEERS = [
  { program: 'prometheus', debianPackage: 'prometheus' },
  { program: 'promtool', debianPackage: 'prometheus' },
  { program: 'prometheus-node-exporter', debianPackage: 'prometheus-node-exporter' },
  { program: 'amtool', debianPackage: 'prometheus-alertmanager' },
  { program: 'prometheus-pushgateway', debianPackage: 'prometheus-pushgateway' },
  { program: 'nginx', debianPackage: 'nginx-light' },
  { program: 'prometheus-nginx-exporter', debianPackage: 'prometheus-nginx-exporter' },
  { program: 'victoria-metrics', debianPackage: 'victoria-metrics' },
];

/** Those that are not installed. */
export async function missingPeers() {
  const found = await Promise.all(PEERS.map(({ program }) => findProgram(program)));
  return PEERS.filter((_, index) => found[index] === undefined);
}

/**
 * @param {string} name
 * @returns {Promise<string | undefined>} its path
 */
export async function findProgram(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].filter(
    (folder) => folder !== '',
  );
  for (const folder of folders) {
    const path = join(folder, name);
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return path;
  }
  return undefined;
}
