import type { BatchAnswer, SendBatch } from '@/components/query/panelQueries';
import { type StoredAnswer, sliceAnswer } from '@/lib/grafana/snapshot/snapshotFrames';

/** Answers queries with what a snapshot holds, cut to the time that is looked at. Asks nobody. */
export function replay(answers: ReadonlyMap<string, StoredAnswer>): SendBatch {
  return async function* answer({ from, to, queries }): AsyncGenerator<BatchAnswer> {
    for (const query of queries) {
      const { id } = query;
      const stored = answers.get(id);
      if (stored === undefined) {
        const message = 'The snapshot holds no data for this query';
        yield { header: { type: 'error', id, errorType: 'unavailable', message } };
      } else if (!('values' in stored)) {
        yield { header: { ...stored.header, id } };
      } else {
        const frame = sliceAnswer(stored, query.from ?? from, query.to ?? to);
        yield { ...frame, header: { ...frame.header, id } };
      }
    }
  };
}
