import packageJson from '@/package.json';

export const version = packageJson.version;

/** Commit of the sources; the supervisor tells it, unknown in a copy without history. */
export const commit = process.env['BELVEDERE_REVISION'] ?? 'unknown';
