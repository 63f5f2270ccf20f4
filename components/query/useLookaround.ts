'use client';

import { useSyncExternalStore } from 'react';
import { lookaroundAnswers } from '@/lib/dashboard/dashboardRegex';
import { workerRunner } from './regexWorker';

let installed = false;

/**
 * A number that changes when expressions with look-around got answers: what was worked out with them is to be worked
 * out again.
 */
export function useLookaround(): number {
  if (!installed && typeof Worker !== 'undefined') {
    installed = true;
    lookaroundAnswers.use(workerRunner());
  }
  return useSyncExternalStore(lookaroundAnswers.subscribe, lookaroundAnswers.revision, lookaroundAnswers.revision);
}
