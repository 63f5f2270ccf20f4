/** For tests and benchmarks: series like those that a day of deployments leaves behind. */
import { type Labels, labelsFromRecord } from '@/lib/labels/labels';
import type { ColdSeries } from '../coldRun';

/** xorshift32, so that every run has the same data. */
export function randomSource(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const KINDS = ['cpu', 'memory', 'network', 'fs', 'tasks'];

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export interface PodSeriesOptions {
  readonly pods: number;
  readonly seriesPerPod: number;
  readonly dayStartMs: number;
  readonly firstRef: number;
  readonly seed?: number;
}

/**
 * Pods one after the other, each with the same metrics: cAdvisor's labels with the container's 64-digit id and an image,
 * beside those of the pod. Every pod is born and dies at a time of its own within the day.
 */
export function* podSeries(options: PodSeriesOptions): Generator<ColdSeries> {
  const { pods, seriesPerPod, dayStartMs, firstRef, seed = 88172645 } = options;
  const random = randomSource(seed);
  const text = (length: number, alphabet: string) =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
  let ref = firstRef;
  for (let pod = 0; pod < pods; pod++) {
    const app = random(200);
    const name = `app-${app}-${text(9, 'abcdef0123456789')}-${text(5, ALPHABET)}`;
    const common = {
      pod: name,
      namespace: `team-${app % 30}`,
      container: `app-${app}`,
      image: `registry.example.org/team-${app % 30}/app-${app}:v1.${random(40)}.${random(10)}`,
      id: `/kubepods/burstable/pod${text(32, 'abcdef0123456789')}/${text(64, 'abcdef0123456789')}`,
      node: `ip-10-2-${random(4)}-${random(50)}`,
      instance: `10.2.${random(4)}.${random(50)}:10250`,
      job: 'kubelet',
      metrics_path: '/metrics/cadvisor',
    };
    const firstMs = dayStartMs + Math.floor((pod / pods) * 60_000_000) + random(60_000);
    const lastMs = Math.min(firstMs + 600_000 + random(24_000_000), dayStartMs + 86_399_999);
    for (let i = 0; i < seriesPerPod; i++) yield { ref: ref++, labels: labelsOf(common, i), firstMs, lastMs };
  }
}

/** Metrics of four series each: one per processor, or one per device. */
function labelsOf(common: Readonly<Record<string, string>>, i: number): Labels {
  const kind = Math.floor(i / 4) % KINDS.length;
  const [name, value] = kind === 0 ? ['cpu', `cpu0${i % 4}`] : ['device', `/dev/sd${'abcd'[i % 4]}`];
  const metric = `container_${KINDS[kind]}_${Math.floor(i / 20)}_total`;
  return labelsFromRecord({ ...common, [name]: value, __name__: metric });
}
