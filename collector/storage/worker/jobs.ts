import { mergeRuns } from '../cold/mergeRuns';
import { repackJob } from '../retention/repackJob';
import { sealJob } from '../seal/sealJob';
import { buildTierJob } from '../tiers/buildTierJob';
import type { Job } from './job';

/** All jobs of the store worker by name, which is also the label of their metrics. A new job is one line here. */
const REGISTRY = {
  seal: sealJob,
  repack: repackJob,
  buildTier: buildTierJob,
  mergeColdRuns: mergeRuns,
};

export type JobName = keyof typeof REGISTRY;
type Inputs = { readonly [N in JobName]: Parameters<(typeof REGISTRY)[N]>[1] };
export type JobInput<N extends JobName> = Inputs[N];
export type JobOutput<N extends JobName> = Awaited<ReturnType<(typeof REGISTRY)[N]>>;

export const JOBS: { readonly [N in JobName]: Job<JobInput<N>, JobOutput<N>> } = REGISTRY;
