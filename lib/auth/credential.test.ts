import { describe, expect, it } from 'vitest';
import { type Credential, readCredential } from './credential';
import { isFromElsewhere } from './sameOrigin';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const headers = (list: Record<string, string>) => new Headers(list);

it.each<[Record<string, string>, Credential]>([
  [{}, { type: 'none' }],
  [{ cookie: 'a=1; belvedere_session=tok; b=2' }, { type: 'session', token: 'tok' }],
  [{ cookie: 'belvedere_session=' }, { type: 'none' }],
  [{ cookie: `belvedere_session=${'x'.repeat(300)}` }, { type: 'none' }],
  [{ cookie: 'xbelvedere_session=tok' }, { type: 'none' }],
  [{ authorization: basic('ada:pa:ss') }, { type: 'basic', login: 'ada', password: 'pa:ss' }],
  [{ authorization: basic('ada:') }, { type: 'basic', login: 'ada', password: '' }],
  [{ authorization: basic('ädä:pässword') }, { type: 'basic', login: 'ädä', password: 'pässword' }],
  [{ authorization: basic('api_key:bvd_x') }, { type: 'bearer', token: 'bvd_x' }],
  [{ authorization: basic('nocolon') }, { type: 'malformed' }],
  [{ authorization: 'bearer bvd_x' }, { type: 'bearer', token: 'bvd_x' }],
  [{ authorization: `Bearer ${'x'.repeat(300)}` }, { type: 'malformed' }],
  [{ authorization: 'Digest x' }, { type: 'malformed' }],
  [{ authorization: 'Bearer' }, { type: 'malformed' }],
  [
    { authorization: 'Bearer bvd_x', cookie: 'belvedere_session=tok' },
    { type: 'bearer', token: 'bvd_x' },
  ],
])('%j -> %j', (given, want) => expect(readCredential(headers(given))).toEqual(want));

describe('isFromElsewhere', () => {
  it.each<[Record<string, string>, string | undefined, boolean]>([
    [{ host: 'box' }, undefined, false],
    [{ host: 'box', 'sec-fetch-site': 'same-origin' }, undefined, false],
    [{ host: 'box', 'sec-fetch-site': 'none' }, undefined, false],
    [{ host: 'box', 'sec-fetch-site': 'same-site' }, undefined, true],
    [{ host: 'box', 'sec-fetch-site': 'cross-site', origin: 'http://box' }, undefined, true],
    [{ host: 'box:3000', origin: 'http://box:3000' }, undefined, false],
    [{ host: 'box:3000', origin: 'http://BOX:3000' }, undefined, false],
    [{ host: 'box:3000', origin: 'http://box' }, undefined, true],
    [{ host: 'box:3000', origin: 'null' }, undefined, true],
    [{ host: 'inner:1', origin: 'https://metrics.example' }, 'metrics.example', false],
    [{ host: 'inner:1', origin: 'https://metrics.example.evil' }, 'metrics.example', true],
    [{ host: 'inner:1', 'x-forwarded-host': 'box', origin: 'http://box' }, undefined, false],
  ])('%j with %s: %s', (given, external, want) => {
    expect(isFromElsewhere({ get: (name) => given[name] }, external)).toBe(want);
  });
});
