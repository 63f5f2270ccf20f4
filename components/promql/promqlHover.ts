import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { hoverTooltip, type Tooltip } from '@codemirror/view';
import {
  aggregateOpTerms,
  functionIdentifierTerms,
} from '@prometheus-io/codemirror-promql/dist/esm/complete/promql.terms';
import { templateTokens } from '@/lib/dashboard/promqlTemplate/templateTokens';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { functionSignature, isFunctionName } from '@/lib/promql/functions';
import type { CollectorLookups } from './collectorLookups';
import classes from './promql.module.css';
import { signatureText } from './signatureText';

interface Explanation {
  readonly title: string;
  readonly meta: string;
  readonly text: string;
}

/** Tells what a variable stands for, what a function takes, and what the collector knows of a metric. */
export function promqlHover(lookups: CollectorLookups, scope: () => VariableScope): Extension {
  return hoverTooltip(async (view, pos): Promise<Tooltip | null> => {
    const variable = templateTokens(view.state.doc.toString()).find(({ from, to }) => from <= pos && pos <= to);
    if (variable !== undefined) {
      const value = interpolate(variable.text, scope(), 'promql');
      const known = value !== variable.text;
      const text = known ? value.slice(0, 2000) || '(empty)' : 'This dashboard has no variable of that name';
      return tooltip(variable, { title: variable.text, meta: '', text });
    }
    const node = syntaxTree(view.state).resolveInner(pos, -1);
    const place = { from: node.from, to: node.to };
    const name = view.state.sliceDoc(node.from, node.to);
    const explained = explainWord(name, node.parent?.name ?? '') ?? (await explainMetric(lookups, node.name, name));
    return explained === undefined ? null : tooltip(place, explained);
  });
}

function explainWord(name: string, parent: string): Explanation | undefined {
  const word = name.toLowerCase();
  if (parent === 'AggregateOp') {
    const term = aggregateOpTerms.find(({ label }) => label === word);
    return { title: word, meta: 'aggregation over series', text: term?.info ?? '' };
  }
  if (parent !== 'FunctionIdentifier' || !isFunctionName(name)) return undefined;
  const term = functionIdentifierTerms.find(({ label }) => label === name);
  return { title: `${name}${signatureText(functionSignature(name))}`, meta: 'function', text: term?.info ?? '' };
}

async function explainMetric(lookups: CollectorLookups, kind: string, name: string): Promise<Explanation | undefined> {
  if (kind !== 'Identifier') return undefined;
  const [known] = await lookups.metadataOf(name);
  if (known === undefined) return undefined;
  const unit = known.unit === '' ? '' : `, ${known.unit}`;
  return { title: name, meta: `${known.type}${unit}`, text: known.help };
}

/** Text only: what it shows comes from targets and dashboards. */
function tooltip(
  { from, to }: { readonly from: number; readonly to: number },
  { title, meta, text }: Explanation,
): Tooltip {
  return {
    pos: from,
    end: to,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = classes['hover'] ?? '';
      dom.append(part('span', classes['hoverTitle'], title), part('span', classes['hoverMeta'], meta));
      if (text !== '') dom.append(part('div', undefined, text));
      return { dom };
    },
  };
}

function part(tag: 'span' | 'div', className: string | undefined, text: string): HTMLElement {
  const element = document.createElement(tag);
  if (className !== undefined) element.className = className;
  element.textContent = text;
  return element;
}
