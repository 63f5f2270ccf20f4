import type { Appendable, Appender, AppenderOptions, CohortKey, Commit } from '@/collector/storage/storage';

/** One appender per cohort, made when it is first asked for. */
export class AppenderSet {
  private readonly appenders = new Map<string, Appender>();
  private lastCohort: CohortKey | undefined;
  private lastAppender: Appender | undefined;

  constructor(
    private readonly appendable: Appendable,
    private readonly options: AppenderOptions,
  ) {}

  /** Neighbours in a file are mostly of one cohort, so the last one is compared first. */
  of(cohort: CohortKey): Appender {
    const { lastCohort: last } = this;
    if (this.lastAppender !== undefined && last !== undefined && isSame(last, cohort)) return this.lastAppender;
    const name = `${cohort.job}\u0000${cohort.instance}\u0000${cohort.origin}`;
    let appender = this.appenders.get(name);
    if (appender === undefined) {
      appender = this.appendable.appender(cohort, this.options);
      this.appenders.set(name, appender);
    }
    this.lastCohort = cohort;
    this.lastAppender = appender;
    return appender;
  }

  /** Commits all appenders; the set is empty afterwards. */
  commit(): Commit[] {
    const commits = [...this.appenders.values()].map((appender) => appender.commit());
    this.appenders.clear();
    this.lastAppender = undefined;
    return commits;
  }
}

function isSame(a: CohortKey, b: CohortKey): boolean {
  return a === b || (a.job === b.job && a.instance === b.instance && a.origin === b.origin);
}
