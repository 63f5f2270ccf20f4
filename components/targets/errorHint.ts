/** Patterns of scrape errors, with what can be done about each. The first that fits is taken. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/refused|ECONNREFUSED/i, 'Nothing listens there. Is the program running, and is the port right?'],
  [/ENOTFOUND|EAI_AGAIN|no such host|getaddrinfo/i, 'The name cannot be resolved. Check its spelling and the DNS.'],
  [/EHOSTUNREACH|ENETUNREACH|no route/i, 'No route to this address. Check the network and the firewall.'],
  [/ECONNRESET|socket hang up|closed/i, 'The target closed the connection. Its own log may say why.'],
  [/time(d)? ?out|deadline/i, 'It did not answer in time. Raise scrape_timeout, or look at what makes it slow.'],
  [/certificate|self.signed|TLS|SSL/i, 'The certificate is not trusted. Give its ca_file in tls_config.'],
  [/\b401\b|\b403\b/, 'It demands credentials. Set basic_auth or authorization for this job.'],
  [/\b404\b/, 'There is no such page. Check metrics_path; most programs use /metrics.'],
  [/\b5\d\d\b/, 'The target failed to make its metrics. Its own log may say why.'],
  [/html|content.?type/i, 'This is a page for people, not metrics. Check metrics_path and the port.'],
  [
    /limit|too (many|large|long)/i,
    'A limit of this job was passed, and nothing was stored. Raise it, or drop labels in the target.',
  ],
  [/line \d+|parse|expected|invalid/i, 'The body is not in the exposition format. The target has to be fixed.'],
];

/** What to do about the error of a scrape; undefined where we know nothing better than the error itself. */
export function errorHint(error: string): string | undefined {
  return HINTS.find(([pattern]) => pattern.test(error))?.[1];
}
