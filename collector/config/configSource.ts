import { readFile } from 'node:fs/promises';
import { type Config, type ConfigRemark, loadConfig } from './loadConfig';

/** A configuration that can be used, and the text it came from. */
export interface LoadedConfigFile {
  readonly config: Config;
  readonly text: string;
  /** What the file asks for and does not get yet, with its place. */
  readonly notices: readonly ConfigRemark[];
}

/** The configuration cannot be read; one line per error, each with file, line and column. */
export class ConfigError extends Error {
  readonly code = 'config';
}

/** Where the configuration comes from: a file, or the built-in text when `file` is undefined. */
export interface ConfigSource {
  readonly file: string | undefined;
  readonly builtIn: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Reads and checks the configuration. Rejects with ConfigError. */
export async function readConfig({ file, builtIn, environment }: ConfigSource): Promise<LoadedConfigFile> {
  const text = file === undefined ? builtIn : await readText(file);
  const name = file ?? 'built-in configuration';
  const loaded = loadConfig(text, name, environment);
  if (loaded.ok) return { config: loaded.config, text, notices: loaded.notices };
  throw new ConfigError(loaded.errors.map((error) => `${name}:${describeRemark(error)}`).join('\n'));
}

/** `line:column: path: message`, without the path where there is none. */
export function describeRemark({ line, column, path, message }: ConfigRemark): string {
  return `${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new ConfigError(`${file}: cannot be read (${reason}); BELVEDERE_CONFIG or --config.file names it`, { cause });
  }
}
