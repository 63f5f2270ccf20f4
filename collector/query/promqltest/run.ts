/** Runs scripts against the engine over a memory store. */

import type { Expr } from '@/lib/promql/ast';
import { childExpressions } from '@/lib/promql/children';
import { parseExpr } from '@/lib/promql/parse';
import { createEngine, type EngineLimits } from '../engine';
import { FUNCTIONS } from '../functions/functions';
import { type QueryEngine, QueryError, type QueryResult } from '../result';
import { compareResult } from './compare';
import { MemoryStore, matchesAll } from './memoryStore';
import { parseScript } from './parseScript';
import type { AnnotationExpectation, EvalCommand } from './script';

export interface EvalOutcome {
  readonly line: number;
  readonly expr: string;
  /** What went wrong; undefined when all is as expected. */
  readonly complaint?: string;
  /** With a complaint: the feature that the engine does not have yet, by name. */
  readonly needs?: string;
}

export async function runScript(text: string, limits: Partial<EngineLimits> = {}): Promise<EvalOutcome[]> {
  const store = new MemoryStore();
  const engine = createEngine(store, limits);
  const outcomes: EvalOutcome[] = [];
  for (const command of parseScript(text)) {
    if (command.type === 'clear') store.clear();
    else if (command.type === 'load') store.load(command);
    else outcomes.push(await runEval(command, engine, store));
  }
  return outcomes;
}

async function runEval(command: EvalCommand, engine: QueryEngine, store: MemoryStore): Promise<EvalOutcome> {
  const { line, expr } = command;
  const complaint = (await checkEval(command, engine)) ?? (await checkAsRange(command, engine));
  if (complaint === undefined) return { line, expr };
  const needs = whatIsMissing(command, store);
  return { line, expr, complaint, ...(needs !== undefined && { needs }) };
}

async function checkEval(command: EvalCommand, engine: QueryEngine): Promise<string | undefined> {
  const failures = command.annotations.filter(({ kind }) => kind === 'fail');
  const { expr, startMs, endMs, stepMs } = command;
  let result: QueryResult;
  try {
    result = await (stepMs === 0 ? engine.instant(expr, startMs) : engine.range(expr, startMs, endMs, stepMs));
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    if (failures.length === 0 || error.errorType === 'internal') return `failed: ${error.message}`;
    return failures.every((wanted) => matches(wanted, error.message))
      ? undefined
      : `failed otherwise: ${error.message}`;
  }
  if (failures.length > 0) return 'must fail, but does not';
  return checkAnnotations(command, result) ?? compareResult(command, result);
}

function checkAnnotations(command: EvalCommand, { warnings, infos }: QueryResult): string | undefined {
  for (const wanted of command.annotations) {
    const messages = wanted.kind.endsWith('warn') ? warnings : infos;
    const found = messages.some((message) => matches(wanted, message));
    if (wanted.kind.startsWith('no_') ? messages.length > 0 : !found) {
      return `expects ${wanted.kind} ${wanted.message ?? wanted.pattern ?? ''}, got ${messages.join('; ') || 'none'}`;
    }
  }
  return undefined;
}

function matches({ message, pattern }: AnnotationExpectation, text: string): boolean {
  if (message !== undefined) return text === message || text.endsWith(`: ${message}`);
  return pattern === undefined || new RegExp(pattern).test(text);
}

/** What an instant query gives must be the middle of a range query, too. */
async function checkAsRange(command: EvalCommand, engine: QueryEngine): Promise<string | undefined> {
  const { expr, startMs, stepMs, ordered, text, scalar, rawTimes, annotations } = command;
  const instantOnly = stepMs !== 0 || ordered || text !== undefined || scalar !== undefined || rawTimes !== undefined;
  if (instantOnly || annotations.some(({ kind }) => kind === 'fail') || dependsOnQuery(expr)) return undefined;
  const minute = 60_000;
  try {
    const result = await engine.range(expr, startMs - minute, startMs + minute, minute);
    const series = result.series
      .filter(({ present }) => present[1] === 1)
      .map(({ labels, values }) => ({ labels, values: values.slice(1, 2), present: Uint8Array.of(1) }));
    const complaint = compareResult(command, { ...result, series });
    return complaint && `as a range query: ${complaint}`;
  } catch (error) {
    return error instanceof QueryError ? `as a range query: ${error.message}` : String(error);
  }
}

/** The query's own times differ between instant and range. */
function dependsOnQuery(expr: string): boolean {
  return /\b(?:start|end|step|range)\s*\(/i.test(expr);
}

/** A named feature that the eval needs and the engine lacks, by its expression and the series that it selects. */
function whatIsMissing(command: EvalCommand, store: MemoryStore): string | undefined {
  if (command.series.some(({ values }) => values.some(({ type }) => type === 'histogram'))) return 'native histograms';
  let root: Expr;
  try {
    root = parseExpr(command.expr);
  } catch {
    return undefined;
  }
  const todo = [root];
  for (let expr = todo.pop(); expr; expr = todo.pop()) {
    if (expr.type === 'call') {
      const implementation = FUNCTIONS[expr.func];
      if (implementation.type === 'unsupported') return expr.func;
    }
    if (expr.type === 'vectorSelector') {
      if (expr.sampling) return expr.sampling;
      const { matchers } = expr;
      if (store.incomplete.some((labels) => matchesAll(matchers, labels))) return 'native histograms';
    }
    if (expr.type === 'binary' && (expr.op === '</' || expr.op === '>/')) return 'native histograms';
    if (expr.type === 'binary' && (expr.matching?.fillLeft ?? expr.matching?.fillRight) !== undefined) return 'fill';
    todo.push(...childExpressions(expr));
  }
  return undefined;
}
