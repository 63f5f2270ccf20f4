import type { Labels } from '@/lib/labels/labels';
import { parseDurationSeconds } from '@/lib/promql/numbers';
import { unquote } from '@/lib/promql/strings';
import { isNumberLine, parseLabels, parseNumber, parseSeriesLine } from './parseSeries';
import type { AnnotationExpectation, Command, EvalCommand, LoadCommand, SeriesLine } from './script';

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Reads a whole script. Throws an Error that names the line. */
export function parseScript(text: string): Command[] {
  const lines = text.split('\n').map((line, i) => ({ number: i + 1, text: line.trim() }));
  const commands: Command[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i++] as Line;
    if (line.text === '' || line.text.startsWith('#')) continue;
    const body: Line[] = [];
    while (line.text !== 'clear' && i < lines.length && lines[i]?.text !== '') {
      const next = lines[i++] as Line;
      if (!next.text.startsWith('#')) body.push(next);
    }
    commands.push(parseCommand(line, body));
  }
  return commands;
}

function parseCommand(line: Line, body: readonly Line[]): Command {
  try {
    if (line.text.startsWith('clear')) return { type: 'clear' };
    if (line.text.startsWith('load')) return parseLoad(line, body);
    if (line.text.startsWith('eval')) return parseEval(line, body);
  } catch (cause) {
    throw new Error(`line ${line.number}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  throw new Error(`line ${line.number}: unknown command: ${line.text}`);
}

function parseLoad(line: Line, body: readonly Line[]): LoadCommand {
  const header = /^load(_with_nhcb)?\s+(\S+)/.exec(line.text);
  if (!header) throw new Error('load needs a step');
  const series: SeriesLine[] = [];
  const startTimestamps: Labels[] = [];
  for (const { text } of body) {
    const { labels, rest } = parseLabels(text);
    if (/^\s*@st\b/.test(rest)) startTimestamps.push(labels);
    else series.push(parseSeriesLine(text));
  }
  const withNativeBuckets = header[1] !== undefined;
  return { type: 'load', stepMs: durationMs(header[2] as string), withNativeBuckets, series, startTimestamps };
}

const EVAL =
  /^eval(?:_(fail|warn|info|ordered))?\s+(?:instant\s+(?:at\s+)?(\S+)|range\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+))\s+(.*)$/;

function parseEval(line: Line, body: readonly Line[]): EvalCommand {
  const header = EVAL.exec(line.text);
  if (!header) throw new Error('cannot read eval');
  const [, mode, at, from, to, step, expr] = header;
  const startMs = durationMs(at ?? (from as string));
  const times =
    at === undefined
      ? { endMs: durationMs(to as string), stepMs: durationMs(step as string) }
      : { endMs: startMs, stepMs: 0 };
  const annotations: AnnotationExpectation[] = [];
  if (mode === 'fail' || mode === 'warn' || mode === 'info') annotations.push({ kind: mode });
  const base = { type: 'eval' as const, line: line.number, expr: expr as string, startMs, ...times };
  return body.reduce<EvalCommand>((command, { text }) => withExpectation(command, text), {
    ...base,
    ordered: mode === 'ordered',
    annotations,
    series: [],
  });
}

function withExpectation(command: EvalCommand, text: string): EvalCommand {
  const annotated = (annotation: AnnotationExpectation) => ({
    ...command,
    annotations: [...command.annotations, annotation],
  });
  const legacy = /^expected_fail_(message|regexp)\s+(.*)$/.exec(text);
  if (legacy) {
    const wanted = legacy[2] as string;
    return annotated({ kind: 'fail', ...(legacy[1] === 'message' ? { message: wanted } : { pattern: wanted }) });
  }
  if (text === 'expect ordered') return { ...command, ordered: true };
  const string = /^expect string\s+(.*)$/.exec(text);
  if (string) return { ...command, text: stringOf(string[1] as string) };
  const raw = /^expect range vector\s+from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)$/.exec(text);
  if (raw)
    return { ...command, rawTimes: { startMs: durationMs(raw[1] as string), stepMs: durationMs(raw[3] as string) } };
  const expectation = /^expect (warn|info|no_warn|no_info|fail)\b(?:\s+(msg|regex):\s*(.*))?$/.exec(text);
  if (expectation) return annotated(annotationOf(expectation));
  if (isNumberLine(text)) return { ...command, scalar: parseNumber(text) };
  return { ...command, series: [...command.series, parseSeriesLine(text)] };
}

function annotationOf([, kind, form, wanted]: RegExpExecArray): AnnotationExpectation {
  const known = (['warn', 'info', 'no_warn', 'no_info', 'fail'] as const).find((each) => each === kind);
  if (!known) throw new Error(`BUG: unknown expectation ${kind}`);
  if (wanted === undefined) return { kind: known };
  return form === 'msg' ? { kind: known, message: wanted } : { kind: known, pattern: wanted };
}

function stringOf(literal: string): string {
  const result = unquote(literal);
  if (!result.ok) throw new Error(`${result.reason}: ${literal}`);
  return result.value;
}

function durationMs(text: string): number {
  const unsigned = text.replace(/^[+-]/, '');
  const seconds = /^[\d.]+$/.test(unsigned) ? Number(unsigned) : parseDurationSeconds(unsigned);
  if (seconds === undefined) throw new Error(`not a duration: ${text}`);
  return Math.round(seconds * 1000) * (text.startsWith('-') ? -1 : 1);
}
