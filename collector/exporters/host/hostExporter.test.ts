import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { holdCpuTimes } from './cpu';
import { parseExposition } from './expositionTestKit';
import { createHostExporter, hostExporterSupported } from './hostExporter';
import { createHostSource, type FilesystemUsage, type HostSource } from './hostSource';
import { isExposedMount } from './mounts';

const USAGE: FilesystemUsage = {
  blockSize: 4096,
  blocks: 1000,
  blocksFree: 300,
  blocksAvailable: 200,
  files: 64,
  filesFree: 8,
};

/** The machine in testdata, with the parts that no file holds. */
function fixtureSource(overrides: Partial<HostSource> = {}): HostSource {
  const at = (folder: string): string => fileURLToPath(new URL(`./testdata/machine/${folder}`, import.meta.url));
  return {
    ...createHostSource({ proc: at('proc'), sys: at('sys'), udevData: at('udev') }),
    // Real names have a colon, which a checkout on Windows refuses.
    readUdev: (major, minor) => {
      const file = at(`udev/b${major}-${minor}`);
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    },
    statfs: () => Promise.resolve(USAGE),
    now: () => 1_700_000_123_456,
    machine: () => 'x86_64',
    pageSizeBytes: 4096,
    ...overrides,
  };
}

function missing(): never {
  throw Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });
}

/** A source whose named file below /proc does not exist. */
function without(file: string): Partial<HostSource> {
  const { readProc } = fixtureSource();
  return { readProc: (name) => (name === file ? missing() : readProc(name)) };
}

async function collectFrom(overrides: Partial<HostSource>): Promise<ReturnType<typeof parseExposition>> {
  return parseExposition(await createHostExporter({ source: fixtureSource(overrides) }).collect());
}

describe('the host exporter', () => {
  it('exposes a machine as the golden file says', async () => {
    const text = await createHostExporter({ source: fixtureSource() }).collect();
    const stable = text
      .split('\n')
      .filter((line) => !/^node_scrape_collector_duration_seconds\{|^node_time_zone_offset/.test(line))
      .join('\n');
    await expect(stable).toMatchFileSnapshot('./testdata/machine.txt');
  });

  it.each([
    ['pressure/io', 'pressure', 'node_pressure_cpu_waiting_seconds_total'],
    ['net/snmp', 'netstat', 'node_netstat_Tcp_ActiveOpens'],
    ['meminfo', 'meminfo', 'node_memory_MemTotal_bytes'],
  ])('goes on without %s', async (file, collector, lost) => {
    const failures: string[] = [];
    const exporter = createHostExporter({
      source: fixtureSource(without(file)),
      onFailure: (name) => failures.push(name),
    });
    await exporter.collect();
    const families = parseExposition(await exporter.collect());
    const success = families.get('node_scrape_collector_success')!.samples;
    expect([...success].filter(([, value]) => value === 0)).toEqual([[`{collector="${collector}"}`, 0]]);
    expect(families.has(lost)).toBe(false);
    expect(families.has('node_load1')).toBe(true);
    expect(failures).toEqual([collector]);
  });

  it.each([['net/snmp6'], ['net/sockstat6'], ['1/mounts']])('needs no %s', async (file) => {
    const readProc = fixtureSource().readProc;
    const families = await collectFrom({
      readProc: (name) => (name === file ? missing() : readProc(name === 'mounts' ? '1/mounts' : name)),
    });
    const success = families.get('node_scrape_collector_success')!.samples;
    expect([...success.values()]).not.toContain(0);
    expect(families.has('node_filesystem_size_bytes')).toBe(true);
  });

  it.each([
    ['stat', 'cpu0 1 x 3 4\n', 'cpu'],
    ['stat', 'cpu0 1 2\n', 'cpu'],
    ['net/dev', 'nothing\n', 'netdev'],
    ['net/netstat', 'Ip: a b\nIp: 1\n', 'netstat'],
    ['diskstats', '8 0\n', 'diskstats'],
    ['loadavg', '', 'loadavg'],
    ['pressure/cpu', 'some avg10=1\n', 'pressure'],
  ])('counts a strange %s (%j) as a failure of %s', async (file, text, collector) => {
    const { readProc } = fixtureSource();
    const families = await collectFrom({ readProc: (name) => (name === file ? text : readProc(name)) });
    expect(families.get('node_scrape_collector_success')!.samples.get(`{collector="${collector}"}`)).toBe(0);
  });

  it('reports a mount that hangs, does not ask it again, and still measures the disks', async () => {
    let answer: (usage: FilesystemUsage) => void = () => {};
    const asked: string[] = [];
    const source = fixtureSource({
      statfs: (mountPoint) => {
        asked.push(mountPoint);
        if (mountPoint !== '/srv/files') return Promise.resolve(USAGE);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    const exporter = createHostExporter({ source, mountTimeoutMs: 20 });
    const nfs = '{device="server:/export", fstype="nfs4", mountpoint="/srv/files"}';
    for (let scrape = 0; scrape < 3; scrape++) {
      const families = parseExposition(await exporter.collect());
      expect(families.get('node_filesystem_device_error')!.samples.get(nfs)).toBe(1);
      expect([...families.get('node_filesystem_size_bytes')!.samples.keys()]).toHaveLength(2);
    }
    expect(asked.filter((mountPoint) => mountPoint === '/srv/files')).toHaveLength(1);
    answer(USAGE);
    await new Promise((resolve) => setImmediate(resolve));
    await exporter.collect();
    expect(asked.filter((mountPoint) => mountPoint === '/srv/files')).toHaveLength(2);
  });

  it('lets scrapers that come together share one reading', async () => {
    let reads = 0;
    const { readProc } = fixtureSource();
    const source = fixtureSource({
      readProc: (name) => {
        if (name === 'loadavg') reads++;
        return readProc(name);
      },
    });
    const exporter = createHostExporter({ source });
    const [first, second] = await Promise.all([exporter.collect(), exporter.collect()]);
    expect(first).toBe(second);
    await exporter.collect();
    expect(reads).toBe(2);
  });

  it('is offered on Linux only', () => {
    expect(hostExporterSupported('linux')).toBe(true);
    expect(hostExporterSupported('darwin')).toBe(false);
    expect(hostExporterSupported('win32')).toBe(false);
  });
});

describe('holdCpuTimes', () => {
  it.each([
    ['the first reading', undefined, [1, 1, 1, 9], [1, 1, 1, 9]],
    ['a small step back', [1, 1, 1, 9], [2, 1, 0, 7], [2, 1, 1, 9]],
    ['a CPU that was plugged in again', [5, 5, 5, 9], [0, 0, 0, 6], [0, 0, 0, 6]],
  ])('%s', (_name, before, now, want) => expect(holdCpuTimes(before, now)).toEqual(want));
});

describe('isExposedMount', () => {
  it.each([
    ['/', 'ext4', true],
    ['/home', 'btrfs', true],
    ['/running', 'ext4', true],
    ['/mnt/disk', 'xfs', true],
    ['/media/stick', 'vfat', true],
    ['/tmp', 'tmpfs', true],
    ['/mnt/memory', 'tmpfs', false],
    ['/run/user/0', 'tmpfs', false],
    ['/dev/shm', 'tmpfs', false],
    ['/snap/core', 'squashfs', false],
    ['/var/lib/docker/volumes', 'ext4', false],
    ['/var/lib/docker', 'ext4', true],
  ])('%s of type %s: %s', (mountPoint, fsType, want) => {
    expect(isExposedMount({ device: 'x', mountPoint, fsType, readOnly: false })).toBe(want);
  });
});
