import { linesOf } from './hostCollector';
import type { FamilySample, MetricFamily } from './metricFamily';

/** Properties of a block device in udev's database, such as ID_MODEL. */
export type UdevProperties = ReadonlyMap<string, string>;

interface BlockDevice {
  readonly device: string;
  readonly major: number;
  readonly minor: number;
}

const ATA_FAMILIES = [
  ['ID_ATA_WRITE_CACHE', 'node_disk_ata_write_cache', 'ATA disk has a write cache.'],
  ['ID_ATA_WRITE_CACHE_ENABLED', 'node_disk_ata_write_cache_enabled', 'ATA disk has its write cache enabled.'],
  ['ID_ATA_ROTATION_RATE_RPM', 'node_disk_ata_rotation_rate_rpm', 'ATA disk rotation rate in RPMs (0 for SSDs).'],
] as const;

/** The `E:NAME=value` lines of one file below /run/udev/data. */
export function parseUdevProperties(text: string): UdevProperties {
  const properties = new Map<string, string>();
  for (const line of linesOf(text)) {
    const equals = line.indexOf('=');
    if (line.startsWith('E:') && equals > 0) properties.set(line.slice(2, equals), line.slice(equals + 1));
  }
  return properties;
}

/** What is known of the disks besides their counters. */
export function udevFamilies(
  disks: readonly BlockDevice[],
  properties: ReadonlyMap<string, UdevProperties>,
): MetricFamily[] {
  const info: FamilySample[] = [];
  const filesystem: FamilySample[] = [];
  const mapper: FamilySample[] = [];
  for (const disk of disks) {
    const get = (name: string): string => properties.get(disk.device)?.get(name) ?? '';
    info.push({ labels: diskLabels(disk, get), value: 1 });
    if (get('ID_FS_TYPE') !== '') filesystem.push({ labels: filesystemLabels(disk.device, get), value: 1 });
    if (get('DM_NAME') !== '') mapper.push({ labels: mapperLabels(disk.device, get), value: 1 });
  }
  return [
    { name: 'node_disk_info', type: 'gauge', help: 'Info of /sys/block/<block_device>.', samples: info },
    { name: 'node_disk_filesystem_info', type: 'gauge', help: 'Info about disk filesystem.', samples: filesystem },
    { name: 'node_disk_device_mapper_info', type: 'gauge', help: 'Info about disk device mapper.', samples: mapper },
    ...ataFamilies(disks, properties),
  ];
}

function diskLabels({ device, major, minor }: BlockDevice, get: (name: string) => string): Record<string, string> {
  return {
    device,
    major: String(major),
    minor: String(minor),
    model: get('ID_MODEL'),
    path: get('ID_PATH'),
    revision: get('ID_REVISION'),
    // Usually what is printed on the disk's label; virtio disks have the last one only.
    serial: get('SCSI_IDENT_SERIAL') || get('ID_SERIAL_SHORT') || get('ID_SERIAL'),
    wwn: get('ID_WWN'),
  };
}

function filesystemLabels(device: string, get: (name: string) => string): Record<string, string> {
  return {
    device,
    type: get('ID_FS_TYPE'),
    usage: get('ID_FS_USAGE'),
    uuid: get('ID_FS_UUID'),
    version: get('ID_FS_VERSION'),
  };
}

function mapperLabels(device: string, get: (name: string) => string): Record<string, string> {
  return {
    device,
    lv_layer: get('DM_LV_LAYER'),
    lv_name: get('DM_LV_NAME'),
    name: get('DM_NAME'),
    uuid: get('DM_UUID'),
    vg_name: get('DM_VG_NAME'),
  };
}

function ataFamilies(disks: readonly BlockDevice[], properties: ReadonlyMap<string, UdevProperties>): MetricFamily[] {
  return ATA_FAMILIES.map(([property, name, help]) => {
    const samples: FamilySample[] = [];
    for (const { device } of disks) {
      const text = properties.get(device)?.get('ID_ATA') ? (properties.get(device)?.get(property) ?? '') : '';
      const value = text === '' ? Number.NaN : Number(text);
      if (!Number.isNaN(value)) samples.push({ labels: { device }, value });
    }
    return { name, type: 'gauge', help, samples };
  });
}
