import { expect, it } from 'vitest';
import { BytesInFlight } from './bytesInFlight';

it('has room again when somebody has left, once', () => {
  const room = new BytesInFlight(100);
  const leave = room.enter(60);
  expect(room.enter(41)).toBeUndefined();
  leave?.();
  leave?.();
  expect(room.enter(100)).toBeDefined();
  expect(room.enter(1)).toBeUndefined();
});
