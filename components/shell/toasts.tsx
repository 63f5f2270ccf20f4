'use client';

import { notifications } from '@mantine/notifications';
import classes from './toasts.module.css';

interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** Says that something was done, and may offer to take it back. */
export function toast(message: string, action?: ToastAction): void {
  const id = notifications.show({
    message:
      action === undefined ? (
        message
      ) : (
        <ActionMessage message={message} action={action} close={() => notifications.hide(id)} />
      ),
    color: 'teal',
    autoClose: action === undefined ? 4000 : 10_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close message' },
  });
}

/** Says what went wrong; it stays until it is closed, so that it can be read and copied. */
export function toastFailure(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  notifications.show({
    title,
    message,
    color: 'red',
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close message' },
  });
}

interface ActionMessageProps {
  readonly message: string;
  readonly action: ToastAction;
  readonly close: () => void;
}

function ActionMessage({ message, action, close }: ActionMessageProps) {
  const act = () => {
    close();
    action.run();
  };
  return (
    <span className={classes.row}>
      {message}
      <button type="button" className={classes.action} onClick={act}>
        {action.label}
      </button>
    </span>
  );
}
