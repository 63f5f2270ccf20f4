import { fieldsOf, type HostCollector, parseNumber } from './hostCollector';
import { singleSample } from './metricFamily';

/** Allocated file handles and their limit; the number between them is always 0. */
export function parseFileNr(text: string): { readonly allocated: number; readonly maximum: number } {
  const [allocated, , maximum] = fieldsOf(text);
  const where = '/proc/sys/fs/file-nr';
  return { allocated: parseNumber(allocated, where), maximum: parseNumber(maximum, where) };
}

export const filefd: HostCollector = {
  name: 'filefd',
  collect: (source) => {
    const { allocated, maximum } = parseFileNr(source.readProc('sys/fs/file-nr'));
    return [
      singleSample('gauge', 'node_filefd_allocated', 'File descriptor statistics: allocated.', allocated),
      singleSample('gauge', 'node_filefd_maximum', 'File descriptor statistics: maximum.', maximum),
    ];
  },
};
