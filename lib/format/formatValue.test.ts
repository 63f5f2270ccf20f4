import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatTicks } from './formatTicks';
import { type FormatOptions, formatText, formatValue } from './formatValue';
import { UNIT_IDS } from './units';

const cases: [value: number, unit: string, want: string, decimals?: number][] = [
  [0, 'none', '0'],
  [4.27, 'none', '4.27'],
  [1842, 'locale', '1,842'],
  [1234.5, 'locale', '1,234.50', 2],
  [0.1 + 0.2, 'none', '0.300'],
  [0.9996, 'none', '1.00'],
  [1234, 'short', '1.23 K'],
  [1_000_000, 'short', '1 Mil'],
  [999_999, 'short', '1 Mil', 0],
  [2.5e9, 'short', '2.50 Bil'],
  [24.2, 'percent', '24.2 %'],
  [0.842, 'percentunit', '84.2 %'],
  [0.07, 'percentunit', '7 %'],
  [0.423, 'percent', '0.4 %'],
  [7.14, 'percent', '7.1 %'],
  [0.0727, 'percent', '0.07 %'],
  [0.0042, 'percent', '0.00420 %'],
  [1024, 'bytes', '1 KiB'],
  [29 * 2 ** 30, 'bytes', '29 GiB'],
  [1023, 'bytes', '1023 B'],
  [2 ** 80, 'bytes', '1 YiB'],
  [0.5, 'bytes', '0.500 B'],
  [1000, 'decbytes', '1 kB'],
  [58.1e6, 'Bps', '58.1 MB/s'],
  [1e6, 'bps', '1 Mb/s'],
  [2048, 'binBps', '2 KiB/s'],
  [3, 'decmbytes', '3 MB'],
  [1500, 'decmbytes', '1.50 GB'],
  [2, 'KBs', '2 kB/s'],
  [12.5, 'reqps', '12.5 req/s'],
  [12_500, 'reqps', '12.5 K req/s'],
  [1.2e6, 'hertz', '1.20 MHz'],
  [0.5, 's', '500 ms'],
  [90, 's', '1.50 min'],
  [0, 's', '0 s'],
  [1e-9, 's', '1 ns'],
  [250, 'ms', '250 ms'],
  [2500, 'ms', '2.50 s'],
  [5, 'µs', '5 µs'],
  [86_400, 's', '1 d'],
  [1.5, 'd', '1.50 d'],
  [0, 'ms', '0 ms'],
  [3700, 'dtdurations', '1 hour, 1 minute'],
  [90_061, 'dtdurations', '1 day, 1 hour'],
  [61_000, 'dtdurationms', '1 minute, 1 second'],
  [3661, 'dthms', '01:01:01'],
  [90_061, 'dtdhms', '1 d 01:01:01'],
  [1, 'bool_yes_no', 'Yes'],
  [0, 'bool', 'False'],
  [21.5, 'celsius', '21.5 °C'],
  [1500, 'watt', '1.50 kW'],
  [0.002, 'volt', '2 mV'],
  [12, 'items/sec', '12 items/sec'],
  [12, 'suffix: req', '12 req'],
  [12, 'prefix:£', '£12'],
  [5, 'si:mF', '5 mF'],
  [5000, 'si:mF', '5 F'],
  [2300, 'count:people', '2.30 K people'],
  [1.5, 'currencyUSD', '$1.50'],
  [1500, 'currencyEUR', '€1.50K'],
  [255, 'hex', 'FF'],
  [255, 'hex0x', '0xFF'],
  [12345, 'sci', '1.2345e+4'],
  [Number.NaN, 'bytes', 'NaN'],
  [Number.POSITIVE_INFINITY, 's', '+Inf'],
  [-0, 'none', '0'],
  [-1536, 'bytes', '-1.50 KiB'],
  [1e15, 'none', '1000000000000000'],
  [1e-9, 'none', '1e-9'],
  [-9.114e-10, 'none', '-9.11e-10'],
  [0.000012, 'none', '0.0000120'],
  [1e300, 'none', '1e+300'],
  [1_763_773_770_000, 'dateTimeAsIso', '2025-11-22 01:09:30'],
  [1_763_773_770_000, 'time: YYYY-MM-DD HH:mm', '2025-11-22 01:09'],
  [1_763_773_770_000, 'dateTimeFromNow', '1 h 2 min ago'],
];

describe('formatText', () => {
  it.each(cases)('%d as %s is %s', (value, unit, want, decimals) => {
    const options: FormatOptions = {
      unit,
      timeZone: 'UTC',
      nowMs: 1_763_773_770_000 + 3_720_000,
      ...(decimals === undefined ? {} : { decimals }),
    };
    expect(formatText(value, options)).toBe(want);
  });

  it('keeps number and unit apart', () => {
    expect(formatValue(59.8e6, { unit: 'Bps' })).toEqual({ text: '59.8', prefix: '', suffix: ' MB/s' });
  });

  it('formats any value in every unit', () => {
    for (const unit of UNIT_IDS) {
      for (const value of [0, 1, -1, 1e-9, 1e15, 1e300, Number.MAX_VALUE, Number.NaN, Number.NEGATIVE_INFINITY]) {
        expect(formatText(value, { unit, timeZone: 'UTC' }), `${unit} ${value}`).toMatch(/\S/);
      }
    }
  });
});

const tickCases: [ticks: number[], unit: string, want: string[]][] = [
  [[0, 2 ** 34, 2 ** 35], 'bytes', ['0 GiB', '16 GiB', '32 GiB']],
  [[-160e6, 0, 160e6], 'Bps', ['-160 MB/s', '0 MB/s', '160 MB/s']],
  [[0, 0.25, 0.5], 'percentunit', ['0 %', '25 %', '50 %']],
  [[0, 0.1, 0.2, 0.3], 'none', ['0.0', '0.1', '0.2', '0.3']],
  [[0, 0.15, 0.3], 's', ['0 ms', '150 ms', '300 ms']],
  [[0, 2.5, 5], 'none', ['0.0', '2.5', '5.0']],
  [[0], 'bytes', ['0 B']],
  [[0, 20, 40, 60], 's', ['0 s', '20 s', '40 s', '60 s']],
  [[0, 3600, 7200], 's', ['0 h', '1 h', '2 h']],
  [[0, 1e-9, 2e-9], 'none', ['0', '1e-9', '2e-9']],
];

describe('formatTicks', () => {
  it.each(tickCases)('%j in %s', (ticks, unit, want) => expect(formatTicks(ticks, unit)).toEqual(want));
});

const testData = process.env['BELVEDERE_TEST_DATA'];
const dashboards = testData ? join(testData, 'dashboards') : '';

describe.skipIf(!dashboards || !existsSync(dashboards))('units of real dashboards', () => {
  it('formats a number in each', () => {
    const used = new Set<string>();
    for (const file of readdirSync(dashboards)) {
      const text = readFileSync(join(dashboards, file), 'utf8');
      for (const [, unit] of text.matchAll(/"unit":\s*"([^"]*)"/g)) used.add(unit ?? '');
    }
    expect(used.size).toBeGreaterThan(50);
    for (const unit of used) expect(formatText(1234.5, { unit, timeZone: 'UTC' }), unit).toMatch(/\S/);
  });
});
