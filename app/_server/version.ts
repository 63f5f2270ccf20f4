import packageJson from '@/package.json';

export const version = packageJson.version;

/** Set by whoever builds; unknown in a copy without history. */
export const commit = process.env['BELVEDERE_COMMIT'] ?? 'unknown';
