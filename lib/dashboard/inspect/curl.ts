/** The command that asks the same of the Prometheus API from a terminal. Times are milliseconds. */
export function curlCommand(
  origin: string,
  query: {
    readonly expr: string;
    readonly kind: 'range' | 'instant';
    readonly fromMs: number;
    readonly toMs: number;
    readonly stepMs: number;
  },
): string {
  const { expr, kind, fromMs, toMs, stepMs } = query;
  const fields: [string, string][] =
    kind === 'instant'
      ? [
          ['query', expr],
          ['time', seconds(toMs)],
        ]
      : [
          ['query', expr],
          ['start', seconds(fromMs)],
          ['end', seconds(toMs)],
          ['step', seconds(stepMs)],
        ];
  const route = kind === 'instant' ? 'query' : 'query_range';
  const parts = fields.map(([name, value]) => `  --data-urlencode ${quoted(`${name}=${value}`)}`);
  return [`curl -sG ${quoted(`${origin}/api/v1/${route}`)}`, ...parts].join(' \\\n');
}

function seconds(ms: number): string {
  return String(ms / 1000);
}

/** For a POSIX shell: nothing inside of single quotes means anything. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
