// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so
import { CompletionContext } from '@codemirror/autocomplete';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { functionSignature, isFunctionName } from '@/lib/promql/functions';
import { CollectorLookups } from './collectorLookups';
import { promqlLanguage } from './promqlLanguage';
import { signatureText } from './signatureText';
import { completeVariables } from './variableCompletion';

const JOB = { name: 'job', values: ['node'], texts: ['node'], isAll: false, isList: false };
const SCOPE = { variables: new Map([['job', JOB]]), builtins: new Map() };

describe('promqlLanguage', () => {
  it.each(['rate(up{job="$job"}[$__rate_interval])', 'sum by ($label) (${metric}_total) / $n', 'up{[[filter]]}'])(
    'reads variables without an error: %s',
    (doc) => {
      const state = EditorState.create({ doc, extensions: [promqlLanguage] });
      const errors: string[] = [];
      ensureSyntaxTree(state, doc.length)?.iterate({
        enter: ({ type, from }) => {
          if (type.isError) errors.push(`${from}`);
        },
      });
      expect(errors).toEqual([]);
    },
  );
});

describe('completeVariables', () => {
  it.each([
    ['rate(up[$', '$job'],
    ['up{job="${j', '${job}'],
    ['up{job="[[', '[[job]]'],
    ['rate(up', undefined],
  ])('%s', (doc, want) => {
    const state = EditorState.create({ doc });
    const result = completeVariables(new CompletionContext(state, doc.length, false), SCOPE);
    expect(result?.options[0]?.label).toBe(want);
  });
});

describe('signatureText', () => {
  it.each([
    ['rate', '(range vector) → instant vector'],
    ['round', '(instant vector, [scalar]) → instant vector'],
    ['time', '() → scalar'],
    ['label_join', '(instant vector, string, string, [string, …]) → instant vector'],
  ])('%s', (name, want) => {
    expect(isFunctionName(name) && signatureText(functionSignature(name))).toBe(want);
  });
});

describe('CollectorLookups', () => {
  afterEach(() => vi.unstubAllGlobals());

  function lookups(answer: (url: URL) => readonly string[] | Error) {
    const asked: URL[] = [];
    vi.stubGlobal('fetch', async (path: string) => {
      const url = new URL(path, 'http://host');
      asked.push(url);
      const data = answer(url);
      if (data instanceof Error) throw data;
      return Response.json({ status: 'success', data });
    });
    const options = {
      queryClient: new QueryClient(),
      bounds: () => ({ fromMs: 1_000_000, toMs: 2_000_000 }),
      interpolate: (text: string) => text.replace('$job', 'node'),
    };
    return { asked, client: new CollectorLookups(options) };
  }

  it('asks for the values that the other matchers leave, variables put in, and asks once', async () => {
    const { asked, client } = lookups(() => ['a', 'b']);
    const matchers = [
      { type: 0, name: 'job', value: '$job', matchesEmpty: () => false },
      { type: 0, name: 'mode', value: 'x', matchesEmpty: () => false },
    ];
    expect(await client.labelValues('mode', 'up', matchers)).toEqual(['a', 'b']);
    await client.labelValues('mode', 'up', matchers);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.searchParams.getAll('match[]')).toEqual(['up{job="node"}']);
    expect(asked[0]?.searchParams.get('limit')).toBe('1000');
  });

  it('searches by what is typed when there are too many', async () => {
    const { asked, client } = lookups((url) =>
      url.searchParams.has('match[]') ? ['cpu.a'] : Array.from({ length: 5000 }, (_, i) => `m${i}`),
    );
    client.typed = 'cpu.';
    expect(await client.metricNames()).toEqual(['cpu.a']);
    expect(client.truncated).toBe(true);
    expect(asked[1]?.searchParams.get('match[]')).toBe('{__name__=~".*cpu\\\\..*"}');
  });

  it('offers nothing when the collector is away', async () => {
    const { client } = lookups(() => new Error('down'));
    expect(await client.metricNames()).toEqual([]);
    expect(await client.metadataOf('up')).toEqual([]);
  });
});
