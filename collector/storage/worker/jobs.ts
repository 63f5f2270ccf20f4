import { sealJob } from '../seal/sealJob';
import type { Job } from './job';

/** All jobs of the store worker by name, which is also the label of their metrics. A new job is one line here. */
const REGISTRY = {
  seal: sealJob,
};

export type JobName = keyof typeof REGISTRY;
export type JobInput<N extends JobName> = Parameters<(typeof REGISTRY)[N]>[1];
export type JobOutput<N extends JobName> = Awaited<ReturnType<(typeof REGISTRY)[N]>>;

export const JOBS: { readonly [N in JobName]: Job<JobInput<N>, JobOutput<N>> } = REGISTRY;
