/** One table: units by their Grafana ids. Unknown ids are free text and are written behind the number, as Grafana does. */
import { dateText } from './dates';
import { clockText, durationText, hmsText } from './durations';
import {
  binaryScale,
  countingSiScale,
  currencyScale,
  fixedScale,
  type Scaler,
  shortScale,
  siScale,
  timeScale,
} from './scales';

/** What a printing unit may need to know. */
export interface PrintContext {
  readonly timeZone: string;
  readonly nowMs: number;
  readonly decimals?: number;
}

/** A unit either scales a number or prints the value in a way of its own (dates, durations, yes and no). */
export type Unit =
  | { readonly type: 'scaled'; readonly scale: Scaler; readonly grouped?: boolean }
  | { readonly type: 'printed'; readonly print: (value: number, context: PrintContext) => string };

const scaled = (scale: Scaler): Unit => ({ type: 'scaled', scale });
const printed = (print: (value: number, context: PrintContext) => string): Unit => ({ type: 'printed', print });
const yesNo = (yes: string, no: string): Unit => printed((value) => (value === 0 ? no : yes));

const fixed: Record<string, string> = {
  percent: ' %',
  humidity: ' %H',
  dB: ' dB',
  candela: ' cd',
  pixel: ' px',
  accMS2: ' m/s²',
  accFS2: ' ft/s²',
  accG: ' g',
  degree: '°',
  radian: ' rad',
  grad: ' grad',
  arcmin: ' arcmin',
  arcsec: ' arcsec',
  areaM2: ' m²',
  areaF2: ' ft²',
  areaMI2: ' mi²',
  acre: ' ac',
  hectare: ' ha',
  ppm: ' ppm',
  conppb: ' ppb',
  conngm3: ' ng/m³',
  conngNm3: ' ng/Nm³',
  conμgm3: ' μg/m³',
  conμgNm3: ' μg/Nm³',
  conmgm3: ' mg/m³',
  conmgNm3: ' mg/Nm³',
  congm3: ' g/m³',
  congNm3: ' g/Nm³',
  conmgdL: ' mg/dL',
  conmmolL: ' mmol/L',
  flowgpm: ' gpm',
  flowcms: ' m³/s',
  flowcfs: ' ft³/s',
  flowcfm: ' ft³/min',
  litreh: ' L/h',
  flowlpm: ' L/min',
  flowmlpm: ' mL/min',
  lux: ' lx',
  forceNm: ' N·m',
  forcekNm: ' kN·m',
  forceN: ' N',
  forcekN: ' kN',
  masslb: ' lb',
  massg: ' g',
  masskg: ' kg',
  massmg: ' mg',
  lengthin: ' in',
  lengthft: ' ft',
  lengthmi: ' mi',
  lengthkm: ' km',
  lengthmm: ' mm',
  pressuremmhg: ' mmHg',
  pressurehg: ' inHg',
  pressurepsi: ' psi',
  pressurehpa: ' hPa',
  pressurekpa: ' kPa',
  pressurekbar: ' kbar',
  radexpckg: ' C/kg',
  rotrpm: ' rpm',
  rothz: ' Hz',
  rotrads: ' rad/s',
  rotdegs: ' °/s',
  celsius: ' °C',
  fahrenheit: ' °F',
  kelvin: ' K',
  velocityms: ' m/s',
  velocitykmh: ' km/h',
  velocitymph: ' mph',
  velocityknot: ' kn',
  m3: ' m³',
  Nm3: ' Nm³',
  dm3: ' dm³',
  gallons: ' gal',
  lumens: ' Lm',
  dBm: ' dBm',
  Wm2: ' W/m²',
  watthperkg: ' Wh/kg',
};

/** Ids with decimal multiples: unit and the power of 1000 that the raw value counts in. */
const si: Record<string, readonly [string, number?]> = {
  hertz: ['Hz'],
  watt: ['W'],
  kwatt: ['W', 1],
  megwatt: ['W', 2],
  gwatt: ['W', 3],
  mwatt: ['W', -1],
  voltamp: ['VA'],
  kvoltamp: ['VA', 1],
  voltampreact: ['VAr'],
  kvoltampreact: ['VAr', 1],
  watth: ['Wh'],
  kwatth: ['Wh', 1],
  kwattm: ['W-min', 1],
  joule: ['J'],
  ev: ['eV'],
  amp: ['A'],
  kamp: ['A', 1],
  mamp: ['A', -1],
  amph: ['Ah'],
  kamph: ['Ah', 1],
  mamph: ['Ah', -1],
  volt: ['V'],
  kvolt: ['V', 1],
  mvolt: ['V', -1],
  ohm: ['Ω'],
  mohm: ['Ω', -1],
  kohm: ['Ω', 1],
  Mohm: ['Ω', 2],
  farad: ['F'],
  µfarad: ['F', -2],
  nfarad: ['F', -3],
  pfarad: ['F', -4],
  ffarad: ['F', -5],
  henry: ['H'],
  mhenry: ['H', -1],
  µhenry: ['H', -2],
  flops: ['FLOPS'],
  mflops: ['FLOPS', 2],
  gflops: ['FLOPS', 3],
  tflops: ['FLOPS', 4],
  pflops: ['FLOPS', 5],
  eflops: ['FLOPS', 6],
  zflops: ['FLOPS', 7],
  yflops: ['FLOPS', 8],
  Hs: ['H/s'],
  KHs: ['H/s', 1],
  MHs: ['H/s', 2],
  GHs: ['H/s', 3],
  THs: ['H/s', 4],
  PHs: ['H/s', 5],
  EHs: ['H/s', 6],
  masst: ['t'],
  lengthm: ['m'],
  pressurembar: ['bar', -1],
  pressurebar: ['bar'],
  pressurepa: ['Pa'],
  radbq: ['Bq'],
  radci: ['Ci'],
  radgy: ['Gy'],
  radrad: ['rad'],
  radsv: ['Sv'],
  radmsv: ['Sv', -1],
  radusv: ['Sv', -2],
  radrem: ['rem'],
  radr: ['R'],
  radsvh: ['Sv/h'],
  radmsvh: ['Sv/h', -1],
  radusvh: ['Sv/h', -2],
  litre: ['L'],
  mlitre: ['L', -1],
  currencyBTC: ['₿'],
  currencymBTC: ['₿', -1],
  currencyμBTC: ['₿', -2],
  sishort: [''],
};

/** Data: decimal (counting) and binary multiples. */
const decimalData: Record<string, readonly [string, number?]> = {
  decbytes: ['B'],
  decbits: ['b'],
  deckbytes: ['B', 1],
  decmbytes: ['B', 2],
  decgbytes: ['B', 3],
  dectbytes: ['B', 4],
  decpbytes: ['B', 5],
  Bps: ['B/s'],
  bps: ['b/s'],
  KBs: ['B/s', 1],
  MBs: ['B/s', 2],
  GBs: ['B/s', 3],
  TBs: ['B/s', 4],
  PBs: ['B/s', 5],
  Kbits: ['b/s', 1],
  Mbits: ['b/s', 2],
  Gbits: ['b/s', 3],
  Tbits: ['b/s', 4],
  Pbits: ['b/s', 5],
  pps: ['p/s'],
};
const binaryData: Record<string, readonly [string, number?]> = {
  bytes: ['B'],
  bits: ['b'],
  kbytes: ['B', 1],
  mbytes: ['B', 2],
  gbytes: ['B', 3],
  tbytes: ['B', 4],
  pbytes: ['B', 5],
  binBps: ['B/s'],
  binbps: ['b/s'],
  KiBs: ['B/s', 1],
  MiBs: ['B/s', 2],
  GiBs: ['B/s', 3],
  TiBs: ['B/s', 4],
  PiBs: ['B/s', 5],
  Kibits: ['b/s', 1],
  Mibits: ['b/s', 2],
  Gibits: ['b/s', 3],
  Tibits: ['b/s', 4],
  Pibits: ['b/s', 5],
};

/** Counts per time: Grafana's counting words and the unit. */
const throughput: Record<string, string> = {
  short: '',
  cps: 'c/s',
  ops: 'ops/s',
  reqps: 'req/s',
  rps: 'rd/s',
  wps: 'wr/s',
  iops: 'io/s',
  eps: 'evt/s',
  mps: 'msg/s',
  recps: 'rec/s',
  rowsps: 'rows/s',
  cpm: 'c/m',
  opm: 'ops/m',
  reqpm: 'req/m',
  rpm: 'rd/m',
  wpm: 'wr/m',
  epm: 'evts/m',
  mpm: 'msg/m',
};

const seconds: Record<string, number> = { ns: 1e-9, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };

const currencies: Record<string, readonly [string, boolean?]> = {
  currencyUSD: ['$'],
  currencyGBP: ['£'],
  currencyEUR: ['€'],
  currencyJPY: ['¥'],
  currencyCNY: ['¥'],
  currencyRUB: ['₽'],
  currencyUAH: ['₴'],
  currencyBRL: ['R$'],
  currencyDKK: ['kr', true],
  currencyISK: ['kr', true],
  currencyNOK: ['kr', true],
  currencySEK: ['kr', true],
  currencyCZK: ['Kč', true],
  currencyCHF: ['CHF'],
  currencyPLN: ['zł', true],
  currencyZAR: ['R'],
  currencyINR: ['₹'],
  currencyKRW: ['₩'],
  currencyIDR: ['Rp'],
  currencyPHP: ['PHP'],
  currencyVND: ['đ', true],
  currencyTRY: ['₺'],
  currencyMYR: ['RM'],
  currencyXPF: ['XPF'],
  currencyBGN: ['BGN'],
  currencyCLP: ['CLP$'],
  currencyUYU: ['UYU$'],
  currencyILS: ['₪'],
  currencyPYG: ['₲'],
};

const NONE = scaled(fixedScale(''));

const special: Record<string, Unit> = {
  none: NONE,
  string: NONE,
  '': NONE,
  locale: { type: 'scaled', scale: fixedScale(''), grouped: true },
  percentunit: scaled(fixedScale(' %', '', 100)),
  sci: printed((value, { decimals }) => value.toExponential(decimals)),
  hex: printed((value) => Math.round(value).toString(16).toUpperCase()),
  hex0x: printed((value) => `${value < 0 ? '-' : ''}0x${Math.abs(Math.round(value)).toString(16).toUpperCase()}`),
  bool: yesNo('True', 'False'),
  bool_yes_no: yesNo('Yes', 'No'),
  bool_on_off: yesNo('On', 'Off'),
  dtdurations: printed((value, { decimals }) => durationText(value, decimals)),
  dtdurationms: printed((value, { decimals }) => durationText(value / 1000, decimals)),
  timeticks: printed((value, { decimals }) => durationText(value / 100, decimals)),
  dthms: printed((value) => hmsText(value, false)),
  dtdhms: printed((value) => hmsText(value, true)),
  clocks: printed((value, { decimals }) => clockText(value * 1000, decimals)),
  clockms: printed((value, { decimals }) => clockText(value, decimals)),
};

const dateStyles = ['Iso', 'US', 'Local', 'System'] as const;

function buildUnits(): ReadonlyMap<string, Unit> {
  const units = new Map<string, Unit>(Object.entries(special));
  for (const [id, suffix] of Object.entries(fixed)) units.set(id, scaled(fixedScale(suffix)));
  for (const [id, [unit, offset]] of Object.entries(si)) units.set(id, scaled(siScale(unit, offset)));
  for (const [id, [unit, offset]] of Object.entries(decimalData)) units.set(id, scaled(countingSiScale(unit, offset)));
  for (const [id, [unit, offset]] of Object.entries(binaryData)) units.set(id, scaled(binaryScale(unit, offset)));
  for (const [id, unit] of Object.entries(throughput)) units.set(id, scaled(shortScale(unit)));
  for (const [id, size] of Object.entries(seconds)) units.set(id, scaled(timeScale(size)));
  for (const [id, [symbol, after]] of Object.entries(currencies)) units.set(id, scaled(currencyScale(symbol, after)));
  for (const style of dateStyles) {
    units.set(
      `dateTimeAs${style}`,
      printed((value, context) => dateText(style, value, context)),
    );
    units.set(
      `dateTimeAs${style}NoDateIfToday`,
      printed((value, context) => dateText(style, value, context, true)),
    );
  }
  units.set(
    'dateTimeFromNow',
    printed((value, context) => dateText('FromNow', value, context)),
  );
  return units;
}

const UNITS = buildUnits();

/** Units whose id carries its own text: `prefix:£`, `suffix: req`, `si:mF`, `count:people`, `currency:€`, `bool:Up/Down`. */
function customUnit(id: string): Unit | undefined {
  const colon = id.indexOf(':');
  if (colon <= 0) return undefined;
  const body = id.slice(colon + 1);
  switch (id.slice(0, colon)) {
    case 'prefix':
      return scaled(fixedScale('', body));
    case 'suffix':
      return scaled(fixedScale(body));
    case 'time':
      return printed((value, context) => dateText(body.trim(), value, context));
    case 'si':
      return scaled(customSi(body));
    case 'count':
      return scaled(shortScale(body));
    case 'currency': {
      const after = body.startsWith('suffix:');
      return scaled(currencyScale(after ? body.slice('suffix:'.length) : body, after));
    }
    case 'bool': {
      const [yes, no] = body.split('/');
      return yesNo(yes ?? '', no ?? '');
    }
    default:
      return undefined;
  }
}

/** `si:mF`: the first letter says what the raw value counts in, when there is more than one letter. */
function customSi(body: string): Scaler {
  const powers: Record<string, number> = { f: -5, p: -4, n: -3, µ: -2, u: -2, m: -1, k: 1, M: 2, G: 3, T: 4, P: 5 };
  const offset = body.length > 1 ? powers[body.charAt(0)] : undefined;
  return offset === undefined ? siScale(body) : siScale(body.slice(1), offset);
}

const customCache = new Map<string, Unit>();

/** The unit of an id; free text (`items/sec`) becomes a suffix. Never fails. */
export function unitOf(id: string | undefined): Unit {
  const name = id ?? '';
  const known = UNITS.get(name) ?? customCache.get(name);
  if (known) return known;
  const unit = customUnit(name) ?? scaled(fixedScale(` ${name.trim()}`));
  // Ids come from dashboards; a cache without a bound would be theirs to fill.
  if (customCache.size >= 500) customCache.clear();
  customCache.set(name, unit);
  return unit;
}

/** Ids of all units with a meaning of their own. */
export const UNIT_IDS: readonly string[] = [...UNITS.keys()];

/** Length of one of a duration unit in seconds; undefined for units that are no durations. */
export function secondsPerUnit(id: string | undefined): number | undefined {
  return id !== undefined && Object.hasOwn(seconds, id) ? seconds[id] : undefined;
}

/** True for shares of a whole, where a second digit after the point is noise. */
export function isPercentUnit(id: string | undefined): boolean {
  return id === 'percent' || id === 'percentunit';
}

/** True for units that count in powers of two: axes choose their ticks accordingly. */
export function isBinaryUnit(id: string | undefined): boolean {
  return id !== undefined && Object.hasOwn(binaryData, id);
}
