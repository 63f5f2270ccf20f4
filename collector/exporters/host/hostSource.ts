import { readdirSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** What statfs(2) says of a file system: blocks of `blockSize` bytes, and inodes. */
export interface FilesystemUsage {
  readonly blockSize: number;
  readonly blocks: number;
  readonly blocksFree: number;
  /** For users other than root. */
  readonly blocksAvailable: number;
  readonly files: number;
  readonly filesFree: number;
}

/**
 * The machine as the collectors see it. /proc and /sys are memory of the kernel, read synchronously (a pool thread
 * would cost more than the read); statfs may hang on a dead network mount and is therefore asynchronous.
 */
export interface HostSource {
  /** The text of a file below /proc. Throws the file system's error, with `code`. */
  readProc(name: string): string;
  /** The text of a file below /sys, without surrounding blanks. */
  readSys(name: string): string;
  /** The entries of a folder below /sys, sorted; empty when there is no such folder. */
  listSys(name: string): readonly string[];
  /** The udev database's entry of a block device; empty when there is none. */
  readUdev(major: number, minor: number): string;
  statfs(mountPoint: string): Promise<FilesystemUsage>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** The hardware name of uname(2), such as x86_64. */
  machine(): string;
  /** Bytes per page of memory. */
  readonly pageSizeBytes: number;
}

export interface HostPaths {
  readonly proc: string;
  readonly sys: string;
  readonly udevData: string;
}

export const HOST_PATHS: HostPaths = { proc: '/proc', sys: '/sys', udevData: '/run/udev/data' };

/** The type of the entry of the auxiliary vector that holds the page size (AT_PAGESZ of getauxval(3)). */
const AUX_PAGE_SIZE = 6n;
/** Where the vector cannot be read: right on every x86-64 and nearly every arm64 Linux. */
const USUAL_PAGE_SIZE_BYTES = 4096;

/** The machine below the given roots: the real ones, or a fixture's. */
export function createHostSource(paths: HostPaths): HostSource {
  return {
    readProc: (name) => readFileSync(path.join(paths.proc, name), 'utf8'),
    readSys: (name) => readFileSync(path.join(paths.sys, name), 'utf8').trim(),
    listSys: (name) => listFolder(path.join(paths.sys, name)),
    readUdev: (major, minor) => readIfPresent(path.join(paths.udevData, `b${major}:${minor}`)),
    statfs: readUsage,
    now: () => Date.now(),
    machine: () => os.machine(),
    pageSizeBytes: readPageSize(),
  };
}

/** Whether an error is the file system's "there is no such file". */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** `read()`, or undefined when the file does not exist: parts of /proc depend on how the kernel was built. */
export function ifPresent<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function readIfPresent(file: string): string {
  return ifPresent(() => readFileSync(file, 'utf8')) ?? '';
}

function listFolder(folder: string): readonly string[] {
  return ifPresent(() => readdirSync(folder).sort()) ?? [];
}

async function readUsage(mountPoint: string): Promise<FilesystemUsage> {
  const { bsize, blocks, bfree, bavail, files, ffree } = await statfs(mountPoint);
  return { blockSize: bsize, blocks, blocksFree: bfree, blocksAvailable: bavail, files, filesFree: ffree };
}

/** Node does not tell the page size, but the kernel tells every process: pairs of 64-bit type and value. */
function readPageSize(): number {
  try {
    const vector = new BigUint64Array(new Uint8Array(readFileSync('/proc/self/auxv')).buffer);
    const at = vector.findIndex((type, i) => i % 2 === 0 && type === AUX_PAGE_SIZE);
    return at < 0 ? USUAL_PAGE_SIZE_BYTES : Number(vector[at + 1]);
  } catch {
    return USUAL_PAGE_SIZE_BYTES;
  }
}
