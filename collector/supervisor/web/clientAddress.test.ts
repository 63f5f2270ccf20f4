import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { clientAddress } from './clientAddress.mjs';

it.each([
  ['10.0.0.7', undefined, '10.0.0.7'],
  ['10.0.0.7', '1.2.3.4', '10.0.0.7'],
  ['127.0.0.1', '1.2.3.4', '1.2.3.4'],
  ['::ffff:127.0.0.1', 'made.up, 1.2.3.4', '1.2.3.4'],
  ['::1', '2001:db8::1', '2001:db8::1'],
  ['127.0.0.1', '<script>', '127.0.0.1'],
  ['127.0.0.1', '', '127.0.0.1'],
])('from %s with X-Forwarded-For %s: %s', (peer, forwarded, want) => {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  expect(clientAddress(request)).toBe(want);
});
