import { unstable_rethrow } from 'next/navigation';
import { setAnswerStatus } from './answerStatus';
import { database } from './database';
import { pingDatabase } from './pingDatabase';

/** Says that the database does not answer. */
export const AWAY = Symbol('the database does not answer');

/** What `work` reads for a page, or AWAY, with status 503, while the database does not answer; other failures pass. */
export async function unlessAway<T>(work: () => Promise<T>): Promise<T | typeof AWAY> {
  try {
    return await work();
  } catch (error) {
    // Redirects and the like are no failures.
    unstable_rethrow(error);
    if (await pingDatabase(database)) throw error;
    console.error('a page could not be read from the database', error);
    setAnswerStatus(503);
    return AWAY;
  }
}
