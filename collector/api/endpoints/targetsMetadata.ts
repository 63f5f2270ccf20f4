/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-target-metadata */
import type { FastifyInstance } from 'fastify';
import { getLabel, labelsToRecord } from '@/lib/labels/labels';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import { ApiError } from '../apiError';
import type { ActiveTarget, TargetRetriever } from '../deps';
import { Parameters } from '../parameters';
import { sendData } from '../respond';
import { parseSelector } from '../selectors';

export function targetsMetadataRoute(app: FastifyInstance, deps: { readonly targets: TargetRetriever }): void {
  app.get('/api/v1/targets/metadata', { config: { access: 'read', needsStore: true } }, async (request, reply) => {
    const parameters = Parameters.of(request);
    const limit = parameters.limit() || Number.POSITIVE_INFINITY;
    const matchTarget = parameters.text('match_target');
    const matchers = matchTarget === '' ? [] : parseSelector(matchTarget);
    const data = collect(deps.targets, targetFilter(matchers), parameters.text('metric'), limit);
    // As Prometheus does: a question that nothing answers is an error.
    if (data.length === 0) throw new ApiError('not_found', 'specified metadata not found');
    return sendData(reply, data);
  });
}

function targetFilter(matchers: readonly Matcher[]): (target: ActiveTarget) => boolean {
  const tests = matchers.map((matcher) => ({ name: matcher.name, matches: compileMatcher(matcher) }));
  return (target) => tests.every(({ name, matches }) => matches(getLabel(target.labels, name)));
}

function collect(
  targets: TargetRetriever,
  isWanted: (target: ActiveTarget) => boolean,
  metric: string,
  limit: number,
): object[] {
  const found: object[] = [];
  for (const target of targets.pools().flatMap((pool) => pool.active)) {
    if (!isWanted(target)) continue;
    const labels = labelsToRecord(target.labels);
    for (const { metric: name, type, help, unit } of target.metadata()) {
      if (found.length >= limit) return found;
      if (metric === '') found.push({ target: labels, metric: name, type, help, unit });
      else if (metric === name) found.push({ target: labels, type, help, unit });
    }
  }
  return found;
}
