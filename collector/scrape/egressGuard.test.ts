import { describe, expect, it } from 'vitest';
import { assertAllowedHost, EgressRefusedError, guardedLookup, isForbiddenAddress } from './egressGuard';

describe('isForbiddenAddress', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    '[fe80::1]',
    'fe80::1%eth0',
    'febf::1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '::a9fe:a9fe',
    '[::169.254.169.254]',
    '2002:a9fe:a9fe::',
    '2002:a9fe:a9fe:1::5',
    '::ffff:0:a9fe:a9fe',
    '::ffff:100.100.100.200',
    '::6464:64c8',
    '64:ff9b::6464:64c8',
    '2002:6464:64c8::1',
    '::ffff:0:c000:c0',
    'fd00:ec2::254',
    '100.100.100.200',
  ])('refuses %s', (address) => expect(isForbiddenAddress(address)).toBe(true));

  it.each([
    '127.0.0.1',
    '::1',
    '::',
    '::7f00:1',
    '2002:a00:1::',
    '64:ff9b::808:808',
    '10.0.0.1',
    '192.168.1.1',
    '169.253.255.255',
    'fd00::1',
    '8.8.8.8',
    'example.org',
    '',
  ])('allows %s', (address) => expect(isForbiddenAddress(address)).toBe(false));

  it('sees through other spellings once URL has read them', () => {
    for (const host of ['0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '169.254.43518']) {
      expect(() => assertAllowedHost(new URL(`http://${host}/`).hostname)).toThrow(EgressRefusedError);
    }
  });
});

describe('guardedLookup', () => {
  const resolve = (host: string, all: boolean) =>
    new Promise((done) => guardedLookup(host, { all }, (error, address) => done(error ?? address)));

  it('resolves what is allowed', async () => {
    expect(await resolve('127.0.0.1', false)).toBe('127.0.0.1');
    expect(await resolve('127.0.0.1', true)).toEqual([{ address: '127.0.0.1', family: 4 }]);
  });

  it('refuses a name that leads to a forbidden address', async () => {
    expect(await resolve('169.254.169.254', false)).toBeInstanceOf(EgressRefusedError);
    expect(await resolve('fe80::1', true)).toBeInstanceOf(EgressRefusedError);
  });
});
