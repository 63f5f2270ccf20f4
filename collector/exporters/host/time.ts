import type { HostCollector } from './hostCollector';
import { type HostSource, ifPresent } from './hostSource';
import { type FamilySample, type MetricFamily, singleSample } from './metricFamily';

const CLOCKSOURCES = 'devices/system/clocksource';

export const time: HostCollector = {
  name: 'time',
  collect: (source) => {
    const nowMs = source.now();
    const zone: FamilySample = { labels: { time_zone: zoneName(nowMs) }, value: zoneOffsetSeconds(nowMs) };
    const zoneHelp = 'System time zone offset in seconds.';
    return [
      singleSample('gauge', 'node_time_seconds', 'System time in seconds since epoch (1970).', nowMs / 1000),
      { name: 'node_time_zone_offset_seconds', type: 'gauge', help: zoneHelp, samples: [zone] },
      ...clocksourceFamilies(source),
    ];
  },
};

function zoneOffsetSeconds(nowMs: number): number {
  // `0 -` because the offset of UTC would come out as -0.
  return 0 - new Date(nowMs).getTimezoneOffset() * 60;
}

/** The zone's abbreviation, such as UTC or CEST; where English has none, the offset, as `GMT+9`. */
function zoneName(nowMs: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(nowMs);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function clocksourceFamilies(source: HostSource): MetricFamily[] {
  const available: FamilySample[] = [];
  const current: FamilySample[] = [];
  for (const folder of source.listSys(CLOCKSOURCES)) {
    const device = /^clocksource(\d+)$/.exec(folder)?.[1];
    if (device === undefined) continue;
    const read = (name: string): string => ifPresent(() => source.readSys(`${CLOCKSOURCES}/${folder}/${name}`)) ?? '';
    for (const clocksource of read('available_clocksource').split(' ').sort()) {
      if (clocksource !== '') available.push({ labels: { clocksource, device }, value: 1 });
    }
    const clocksource = read('current_clocksource');
    if (clocksource !== '') current.push({ labels: { clocksource, device }, value: 1 });
  }
  const folder = "'/sys/devices/system/clocksource'";
  return [
    {
      name: 'node_time_clocksource_available_info',
      type: 'gauge',
      help: `Available clocksources read from ${folder}.`,
      samples: available,
    },
    {
      name: 'node_time_clocksource_current_info',
      type: 'gauge',
      help: `Current clocksource read from ${folder}.`,
      samples: current,
    },
  ];
}
