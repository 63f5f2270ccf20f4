import { describe, expect, it } from 'vitest';
import { maskSecrets } from './maskSecrets';

describe('maskSecrets', () => {
  it.each([
    ['a password', 'basic_auth: {username: u, password: hunter2}'],
    ['a bearer token', 'scrape_configs: [{job_name: a, bearer_token: hunter2}]'],
    ['credentials', 'authorization: {credentials: hunter2}'],
    ['an OAuth2 secret', 'oauth2: {client_id: x, client_secret: hunter2}'],
    ['a header', 'http_headers: {X-Key: {secrets: [hunter2, hunter2]}}'],
    ['a password in a URL', 'proxy_url: http://user:hunter2@proxy:3128/'],
    ['an inline key', 'tls_config: {key: hunter2}'],
  ])('hides %s', (_, yaml) => {
    const shown = maskSecrets(yaml);
    expect(shown).not.toContain('hunter2');
    expect(shown).toContain('<secret>');
  });

  it('leaves the rest as it is', () => {
    expect(maskSecrets('global: {scrape_interval: 5s}')).toBe('global:\n  scrape_interval: 5s\n');
    expect(maskSecrets('')).toBe('{}\n');
  });
});
