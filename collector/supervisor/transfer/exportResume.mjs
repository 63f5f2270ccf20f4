// @ts-check
import { open } from 'node:fs/promises';

const STEP_BYTES = 1 << 20;
/** Each family begins with such a line, and no line of a sample can look like it. */
const MARK = '\n# TYPE ';
const END = '# EOF\n';

/**
 * The last family of an export that was cut: where it begins, and its name.
 * @param {string} path
 * @returns {Promise<{ isWhole: boolean, offset: number, family: string } | undefined>} undefined when there is none
 */
export async function lastFamily(path) {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    const isWhole = (await textAt(file, size - END.length, size)) === END;
    for (let to = size; to > 0; to -= STEP_BYTES) {
      const from = Math.max(0, to - STEP_BYTES);
      // Some more than the step, so that no mark is cut in two; a line feed stands for the start of the file.
      const text = `${from === 0 ? '\n' : ''}${await textAt(file, from, to + MARK.length)}`;
      for (let at = text.lastIndexOf(MARK); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(MARK, at - 1)) {
        const offset = from + at + (from === 0 ? 0 : 1);
        const family = familyOf(await textAt(file, offset, offset + STEP_BYTES));
        if (family !== undefined) return { isWhole, offset, family };
      }
    }
    return undefined;
  } finally {
    await file.close();
  }
}

/** @param {import('node:fs/promises').FileHandle} file @param {number} from @param {number} to */
async function textAt(file, from, to) {
  const start = Math.max(0, from);
  const bytes = Buffer.alloc(Math.max(0, to - start));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  return bytes.toString('latin1', 0, bytesRead);
}

/** The name in a whole line `# TYPE name type`; undefined when the line itself was cut. @param {string} latin1 */
function familyOf(latin1) {
  const line = /^# TYPE ("(?:[^"\\\n]|\\.)*"|[^ "\n]+) \w+\n/.exec(latin1)?.[1];
  if (line === undefined) return undefined;
  const name = Buffer.from(line, 'latin1').toString('utf8');
  if (!name.startsWith('"')) return name;
  return name.slice(1, -1).replace(/\\(.)/g, (_, character) => (character === 'n' ? '\n' : character));
}
