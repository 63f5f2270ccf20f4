import { z } from 'zod';
import { ROOT_FOLDER } from '@/lib/api/folderUid';
import { RequestError } from './requestError';
import { readUid } from './saveRequest';

export const MAX_FOLDER_BYTES = 100_000;

/** The title of a folder. */
export const titleField = z
  .string('folder title cannot be empty')
  .trim()
  .min(1, 'folder title cannot be empty')
  .max(189, 'may have 189 characters at most')
  .refine((title) => !title.includes('\u0000'), 'must not hold the character U+0000');

/** A uid that somebody chose for a folder; undefined when there is none. @throws RequestError */
export function readFolderUid(uid: unknown): string | undefined {
  const read = readUid(uid);
  if (read === ROOT_FOLDER) throw new RequestError(400, `the uid ${ROOT_FOLDER} means the root of the folders`);
  return read;
}
