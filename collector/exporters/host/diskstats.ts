import { fieldsOf, type HostCollector, HostParseError, linesOf, parseNumber } from './hostCollector';
import type { HostSource } from './hostSource';
import type { FamilySample, FamilyType, MetricFamily } from './metricFamily';
import { parseUdevProperties, type UdevProperties, udevFamilies } from './udev';

/** node_exporter's default: RAM disks, loops, floppies and partitions. */
const IGNORED_DEVICES = /^(ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\d+n\d+p)\d+$/;

const SECTOR_BYTES = 512;
/** Times are in milliseconds; multiplying, as node_exporter does, gives the same last bit. */
const SECONDS_PER_TICK = 1 / 1000;

/** The columns after the device name, in the kernel's order (Documentation/admin-guide/iostats.rst). */
const COLUMNS: readonly (readonly [name: string, type: FamilyType, factor: number, help: string])[] = [
  ['reads_completed_total', 'counter', 1, 'The total number of reads completed successfully.'],
  ['reads_merged_total', 'counter', 1, 'The total number of reads merged.'],
  ['read_bytes_total', 'counter', SECTOR_BYTES, 'The total number of bytes read successfully.'],
  ['read_time_seconds_total', 'counter', SECONDS_PER_TICK, 'The total number of seconds spent by all reads.'],
  ['writes_completed_total', 'counter', 1, 'The total number of writes completed successfully.'],
  ['writes_merged_total', 'counter', 1, 'The number of writes merged.'],
  ['written_bytes_total', 'counter', SECTOR_BYTES, 'The total number of bytes written successfully.'],
  ['write_time_seconds_total', 'counter', SECONDS_PER_TICK, 'This is the total number of seconds spent by all writes.'],
  ['io_now', 'gauge', 1, 'The number of I/Os currently in progress.'],
  ['io_time_seconds_total', 'counter', SECONDS_PER_TICK, 'Total seconds spent doing I/Os.'],
  ['io_time_weighted_seconds_total', 'counter', SECONDS_PER_TICK, 'The weighted # of seconds spent doing I/Os.'],
  ['discards_completed_total', 'counter', 1, 'The total number of discards completed successfully.'],
  ['discards_merged_total', 'counter', 1, 'The total number of discards merged.'],
  ['discarded_sectors_total', 'counter', 1, 'The total number of sectors discarded successfully.'],
  [
    'discard_time_seconds_total',
    'counter',
    SECONDS_PER_TICK,
    'This is the total number of seconds spent by all discards.',
  ],
  ['flush_requests_total', 'counter', 1, 'The total number of flush requests completed successfully'],
  [
    'flush_requests_time_seconds_total',
    'counter',
    SECONDS_PER_TICK,
    'This is the total number of seconds spent by all flush requests.',
  ],
];

export interface DiskStats {
  readonly device: string;
  readonly major: number;
  readonly minor: number;
  /** As in the file, in COLUMNS' order; older kernels have fewer. */
  readonly columns: readonly number[];
}

/** The devices of /proc/diskstats but those ignored by default. */
export function parseDiskstats(text: string): DiskStats[] {
  const disks: DiskStats[] = [];
  for (const line of linesOf(text)) {
    const [major, minor, device, ...columns] = fieldsOf(line);
    if (device === undefined) throw new HostParseError(`/proc/diskstats: no device in ${JSON.stringify(line)}`);
    if (IGNORED_DEVICES.test(device)) continue;
    disks.push({
      device,
      major: parseNumber(major, '/proc/diskstats'),
      minor: parseNumber(minor, '/proc/diskstats'),
      columns: columns.slice(0, COLUMNS.length).map((text) => parseNumber(text, `/proc/diskstats, ${device}`)),
    });
  }
  return disks;
}

export const diskstats: HostCollector = {
  name: 'diskstats',
  collect: (source) => {
    const disks = parseDiskstats(source.readProc('diskstats'));
    return [...columnFamilies(disks), ...udevFamilies(disks, propertiesOf(source, disks))];
  },
};

function columnFamilies(disks: readonly DiskStats[]): MetricFamily[] {
  return COLUMNS.map(([name, type, factor, help], i) => {
    const samples: FamilySample[] = [];
    for (const { device, columns } of disks) {
      const value = columns[i];
      if (value !== undefined) samples.push({ labels: { device }, value: value * factor });
    }
    return { name: `node_disk_${name}`, type, help, samples };
  });
}

function propertiesOf(source: HostSource, disks: readonly DiskStats[]): Map<string, UdevProperties> {
  return new Map(disks.map(({ device, major, minor }) => [device, parseUdevProperties(source.readUdev(major, minor))]));
}
