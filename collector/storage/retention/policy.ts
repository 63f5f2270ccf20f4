import type { Labels } from '@/lib/labels/labels';
import { type RetentionRule, RuleMatcher } from './rules';
import { keepMs, type RetentionTimes, type RuleTimes, resolveTimes } from './times';

/** A retention class as it is stored: windows name it by id. */
export interface RetentionClass {
  readonly id: number;
  readonly times: RuleTimes;
}

export const DEFAULT_CLASS = 0;

const DEFAULT: RetentionClass = {
  id: DEFAULT_CLASS,
  times: { rawMs: undefined, fiveMinuteMs: undefined, oneHourMs: undefined },
};

/** Classes at most: each has partitions of its own, and a query looks into the windows of all. */
export const MAX_CLASSES = 100;

/** What was asked for: the settings' times, and the rules for some series. */
export interface RetentionSettings {
  readonly defaults: RetentionTimes;
  readonly rules: readonly RetentionRule[];
}

/** All that is asked of a store. */
export interface StoreRetention extends RetentionSettings {
  /** Room that the store may take on disk; 0: no bound. */
  readonly maxBytes: number;
}

/** There are more different retention times than classes. */
export class TooManyClassesError extends Error {
  readonly code = 'too_many_retention_classes';
}

/**
 * What is kept how long: the class of each series, and the times of each class. Immutable; a reload of the rules makes
 * another one.
 */
export class RetentionPolicy {
  private readonly matcher: RuleMatcher;
  private readonly classOfRule: readonly number[];
  private readonly timesOfClass: ReadonlyMap<number, RuleTimes>;

  /** @param classes must hold the times of every rule: make them with `classesFor` */
  constructor(
    private readonly settings: RetentionSettings,
    classes: readonly RetentionClass[],
  ) {
    this.matcher = new RuleMatcher(settings.rules);
    this.timesOfClass = new Map(classes.map(({ id, times }) => [id, times]));
    const idOf = new Map(classes.map(({ id, times }) => [nameOf(times), id]));
    this.classOfRule = settings.rules.map(({ times }) => {
      const id = idOf.get(nameOf(times));
      if (id === undefined) throw new Error(`BUG: no retention class for ${nameOf(times)}`);
      return id;
    });
  }

  get defaults(): RetentionTimes {
    return this.settings.defaults;
  }

  /** The class of a new series. */
  classOf(labels: Labels): number {
    const rule = this.matcher.first(labels);
    return rule < 0 ? DEFAULT_CLASS : (this.classOfRule[rule] as number);
  }

  /** Times of a class; of one that is not known (its row was lost) those of the default class. */
  timesOf(id: number): RetentionTimes {
    const times = this.timesOfClass.get(id);
    return times ? resolveTimes(times, this.settings.defaults) : this.settings.defaults;
  }

  /** How long a tier of a class is kept, in ms; 0: the tier is off. */
  keepMs(tier: number, retentionClass: number): number {
    return keepMs(this.timesOf(retentionClass), tier);
  }

  /** All classes that ever were, in order of id. */
  classes(): number[] {
    return [...this.timesOfClass.keys()].sort((a, b) => a - b);
  }
}

/**
 * The stored classes and those that the rules need besides: one for each distinct set of times. Ids are never changed. Throws
 * TooManyClassesError.
 *
 * @param isUsed whether anything is stored of a class; the id of one that no rule and no window names is given out again
 */
export function classesFor(
  rules: readonly RetentionRule[],
  stored: readonly RetentionClass[],
  isUsed: (id: number) => boolean,
): RetentionClass[] {
  const wanted = new Map(rules.map(({ times }) => [nameOf(times), times]));
  const others = stored.filter(({ id }) => id !== DEFAULT_CLASS);
  const kept = [DEFAULT, ...others.filter(({ id, times }) => wanted.has(nameOf(times)) || isUsed(id))];
  const known = new Set(kept.map(({ times }) => nameOf(times)));
  const taken = new Set(kept.map(({ id }) => id));
  const added: RetentionClass[] = [];
  let id = DEFAULT_CLASS;
  for (const [name, times] of wanted) {
    if (known.has(name)) continue;
    while (taken.has(id)) id++;
    if (id >= MAX_CLASSES) throw new TooManyClassesError(tooMany(kept.length, wanted.size));
    taken.add(id);
    added.push({ id, times });
  }
  return [...kept, ...added];
}

function tooMany(kept: number, wanted: number): string {
  return (
    `the rules have ${wanted} different sets of times and stored windows ${kept}, more than ${MAX_CLASSES} in all: ` +
    'give rules equal times, or repack so that older windows leave the classes of earlier rules'
  );
}

/** Equal for equal times. */
function nameOf({ rawMs, fiveMinuteMs, oneHourMs }: RuleTimes): string {
  return `${rawMs ?? 'default'}/${fiveMinuteMs ?? 'default'}/${oneHourMs ?? 'default'}`;
}
