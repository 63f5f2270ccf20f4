import { describe, expect, it } from 'vitest';
import { acceptEncoding, acceptHeader, fallbackContentType } from './accept';

describe('acceptHeader', () => {
  it('weighs the protocols as Prometheus does and leaves protobuf out', () => {
    expect(
      acceptHeader([
        'PrometheusProto',
        'OpenMetricsText1.0.0',
        'OpenMetricsText0.0.1',
        'PrometheusText1.0.0',
        'PrometheusText0.0.4',
      ]),
    ).toBe(
      'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
    );
  });
});

describe('acceptEncoding', () => {
  it.each([
    ['example.org', true, 'gzip'],
    ['8.8.8.8', true, 'gzip'],
    ['example.org', false, 'identity'],
    ['localhost', true, 'identity'],
    ['127.0.0.1', true, 'identity'],
    ['10.1.2.3', true, 'identity'],
    ['[::1]', true, 'identity'],
    ['[fd00::1]', true, 'identity'],
  ])('%s with compression %s', (host, enabled, want) => expect(acceptEncoding(host, enabled)).toBe(want));
});

describe('fallbackContentType', () => {
  it('names the text formats only', () => {
    expect(fallbackContentType('PrometheusText0.0.4')).toBe('text/plain;version=0.0.4');
    expect(fallbackContentType('PrometheusProto')).toBeUndefined();
    expect(fallbackContentType(undefined)).toBeUndefined();
  });
});
