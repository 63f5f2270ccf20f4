'use client';

import { notifications } from '@mantine/notifications';

/** Says that something was done. */
export function toast(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4000, withBorder: true });
}

/** Says what went wrong; it stays until it is closed, so that it can be read and copied. */
export function toastFailure(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  notifications.show({ title, message, color: 'red', autoClose: false, withBorder: true });
}
