/**
 * Prometheus' own scripts, as far as they are known to pass: for each file how many evals pass, and how many need a
 * feature that the engine does not have yet, by the feature's name. Both are exact, so that neither can change
 * unnoticed. `differs` lists lines of the scripts of 2.42 whose answer changed in Prometheus 3, with the reason.
 */
export interface CorpusFile {
  readonly passing: number;
  readonly needs?: Readonly<Record<string, number>>;
  readonly differs?: Readonly<Record<string, readonly number[]>>;
}

/** Run with metric names removed at the end, as the scripts want it. */
export const HEAD: Readonly<Record<string, CorpusFile>> = {
  'aggregators.test': { passing: 126, needs: { 'native histograms': 34 } },
  'duration_expression.test': { passing: 59 },
  'extended_vectors.test': {
    passing: 30,
    needs: { anchored: 56, smoothed: 49, histogram_count: 28, histogram_sum: 6 },
  },
  'functions.test': { passing: 380, needs: { 'native histograms': 51 } },
  'literals.test': { passing: 25 },
  'native_histograms.test': {
    passing: 3,
    needs: {
      'native histograms': 408,
      histogram_count: 65,
      histogram_sum: 18,
      histogram_avg: 12,
      histogram_stddev: 8,
      histogram_stdvar: 8,
    },
  },
  'operators.test': { passing: 145, needs: { 'native histograms': 69 } },
  'selectors.test': { passing: 31 },
  'staleness.test': { passing: 17 },
  'start_timestamps.test': { passing: 2, needs: { 'native histograms': 22, start_timestamp: 2 } },
  'trig_functions.test': { passing: 19 },
  'type_and_unit.test': { passing: 58 },
};

/** Run with a lookback that is one ms longer, because theirs includes its left border. */
export const V2_42: Readonly<Record<string, CorpusFile>> = {
  'aggregators.test': { passing: 83 },
  'functions.test': {
    passing: 175,
    differs: {
      'label names may be any UTF-8': [298],
      'ranges are left-open': [
        8, 18, 31, 36, 41, 46, 51, 64, 76, 104, 108, 137, 520, 523, 591, 601, 604, 612, 615, 618, 640, 645, 650, 655,
        790, 889, 894, 896, 951, 957, 961,
      ],
    },
  },
  'literals.test': { passing: 20 },
  'operators.test': {
    passing: 91,
    differs: { 'ranges are left-open': [116], 'atan2 drops the metric name': [479, 482] },
  },
  'selectors.test': { passing: 31 },
  'staleness.test': { passing: 13, differs: { 'ranges are left-open': [32] } },
  'trig_functions.test': { passing: 19 },
};
