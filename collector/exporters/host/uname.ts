import type { HostCollector } from './hostCollector';

export const uname: HostCollector = {
  name: 'uname',
  collect: (source) => {
    const kernel = (name: string): string => source.readProc(`sys/kernel/${name}`).trim();
    const labels = {
      domainname: kernel('domainname'),
      machine: source.machine(),
      nodename: kernel('hostname'),
      release: kernel('osrelease'),
      sysname: kernel('ostype'),
      version: kernel('version'),
    };
    const help = 'Labeled system information as provided by the uname system call.';
    return [{ name: 'node_uname_info', type: 'gauge', help, samples: [{ labels, value: 1 }] }];
  },
};
