/** Table of colours: names that dashboards store, and what they are in each theme. */

export type Theme = 'dark' | 'light';
type Pair = readonly [dark: string, light: string];

/** The series palette in order. The first eight stay apart in simulated colour blindness. */
export const SERIES_COLORS: readonly (readonly [name: string, pair: Pair])[] = [
  ['blue', ['#69acfe', '#3f64f0']],
  ['amber', ['#f2bb2e', '#cc7010']],
  ['teal', ['#05ad80', '#0b7069']],
  ['rose', ['#f97cad', '#d00d74']],
  ['violet', ['#917df8', '#5a2bd6']],
  ['lime', ['#dcec74', '#6a9450']],
  ['sky', ['#8adfff', '#168de0']],
  ['orange', ['#da5a1c', '#b8420a']],
  ['green', ['#2f9049', '#46752a']],
  ['magenta', ['#b368bd', '#a83cc4']],
  ['sand', ['#d6bb8f', '#66503f']],
  ['indigo', ['#6468e0', '#34308c']],
  ['olive', ['#b5a21a', '#5a4e00']],
  ['pink', ['#fcc6cb', '#cb6896']],
  ['mint', ['#c2f4e8', '#229a7c']],
  ['slate', ['#9fb8dc', '#586c94']],
];

/**
 * Grafana's names (`red`, `semi-dark-orange`, …): five shades of six hues. The plain names of status hues are
 * the status colours of the themes, so that a threshold reads the same everywhere.
 */
const NAMED_HUES: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  red: {
    'super-light': ['#ffa6b0', '#f0938f'],
    light: ['#ff7383', '#e0605c'],
    '': ['#f0655d', '#c52a26'],
    'semi-dark': ['#e02f44', '#ad1f2b'],
    dark: ['#c4162a', '#8f1420'],
  },
  orange: {
    'super-light': ['#ffcb7d', '#dfa04a'],
    light: ['#ffb357', '#d08024'],
    '': ['#f0883a', '#c2600a'],
    'semi-dark': ['#ff780a', '#b05a00'],
    dark: ['#fa6400', '#8f4400'],
  },
  yellow: {
    'super-light': ['#fff899', '#d0b83a'],
    light: ['#ffee52', '#bfa41a'],
    '': ['#e6a23c', '#c98200'],
    'semi-dark': ['#f2cc0c', '#8c7300'],
    dark: ['#e0b400', '#705c00'],
  },
  green: {
    'super-light': ['#c8f2c2', '#6dbb94'],
    light: ['#96d98d', '#3f9c70'],
    '': ['#3fb37f', '#08774b'],
    'semi-dark': ['#56a64b', '#07653f'],
    dark: ['#37872d', '#054d30'],
  },
  blue: {
    'super-light': ['#c0d8ff', '#8fa5f6'],
    light: ['#8ab8ff', '#6482f3'],
    '': ['#69acfe', '#3f64f0'],
    'semi-dark': ['#3274d9', '#2a4ccb'],
    dark: ['#1f60c4', '#1c379b'],
  },
  purple: {
    'super-light': ['#deb6f2', '#b79ae8'],
    light: ['#ca95e5', '#8f6adf'],
    '': ['#b877d9', '#7a3fd0'],
    'semi-dark': ['#a352cc', '#6328b5'],
    dark: ['#8f3bb8', '#4b1b8e'],
  },
};

const OTHER_NAMES: readonly (readonly [string, Pair])[] = [
  ['text', ['#f1f4f8', '#0f141b']],
  ['transparent', ['transparent', 'transparent']],
  ['black', ['#000000', '#000000']],
  ['white', ['#ffffff', '#ffffff']],
  ['gray', ['#8b96a5', '#5b6675']],
  ['panel-bg', ['#171b21', '#ffffff']],
];

function buildNames(): ReadonlyMap<string, Pair> {
  const names = new Map<string, Pair>(SERIES_COLORS);
  for (const [hue, shades] of Object.entries(NAMED_HUES)) {
    for (const [shade, pair] of Object.entries(shades)) names.set(shade === '' ? hue : `${shade}-${hue}`, pair);
  }
  for (const [name, pair] of OTHER_NAMES) names.set(name, pair);
  return names;
}

/** Name → its value in the dark and in the light theme. */
export const NAMED_COLORS = buildNames();

/** Continuous schemes by Grafana's ids: stops from the lowest value to the highest; '' is the panel's background. */
export const CONTINUOUS_SCHEMES: Readonly<Record<string, readonly string[]>> = {
  'continuous-GrYlRd': ['green', 'yellow', 'red'],
  'continuous-RdYlGr': ['red', 'yellow', 'green'],
  'continuous-BlYlRd': ['dark-blue', 'super-light-yellow', 'dark-red'],
  'continuous-YlRd': ['super-light-yellow', 'dark-red'],
  'continuous-BlPu': ['blue', 'purple'],
  'continuous-YlBl': ['super-light-yellow', 'dark-blue'],
  'continuous-blues': ['panel-bg', 'dark-blue'],
  'continuous-reds': ['panel-bg', 'dark-red'],
  'continuous-greens': ['panel-bg', 'dark-green'],
  'continuous-purples': ['panel-bg', 'dark-purple'],
  'continuous-viridis': ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'],
  'continuous-magma': ['#000004', '#51127c', '#b73779', '#fc8961', '#fcfdbf'],
  'continuous-plasma': ['#0d0887', '#7e03a8', '#cc4778', '#f89540', '#f0f921'],
  'continuous-inferno': ['#000004', '#57106e', '#bc3754', '#f98e09', '#fcffa4'],
  'continuous-cividis': ['#00224e', '#434e6c', '#7d7c78', '#bcae6c', '#fee838'],
};
