import { ApiFailure } from '@/lib/api/apiFailure';

/** Why a save did not happen, and what helps. */
export interface SaveProblem {
  readonly kind: 'conflict' | 'title' | 'signIn' | 'refused' | 'failed';
  readonly message: string;
}

/** A failed save in words; the draft stays whatever it was. */
export function saveProblem(failure: unknown): SaveProblem {
  if (!(failure instanceof ApiFailure)) {
    return { kind: 'failed', message: 'The save failed in this browser. Your changes are kept; try again.' };
  }
  const { status, errorType, message } = failure;
  if (status === 412 && errorType === 'version-mismatch') return { kind: 'conflict', message };
  if (errorType === 'name-exists') return { kind: 'title', message };
  switch (status) {
    case 0:
      return { kind: 'failed', message: 'Belvedere cannot be reached. Your changes are kept in this browser.' };
    case 401:
      return { kind: 'signIn', message: 'You are not signed in any more. Your changes are kept in this browser.' };
    case 403:
      return { kind: 'refused', message: `You may not save here: ${message} Your changes are kept in this browser.` };
    case 404:
      return { kind: 'refused', message: 'This dashboard was deleted. Save your changes as a new one.' };
    case 413:
      return { kind: 'refused', message: `The dashboard is too large to be saved: ${message}` };
    default:
      return status >= 500
        ? { kind: 'failed', message: `${message} Your changes are kept in this browser.` }
        : { kind: 'refused', message };
  }
}
