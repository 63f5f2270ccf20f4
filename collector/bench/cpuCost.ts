import { cpuSecondsOfTree } from './processUsage';
import type { BenchServer } from './server';

/** CPU seconds for a million samples: of a server, and of each of its processes by name. */
export interface CpuCost {
  readonly perMillion: number;
  readonly byProcess: ReadonlyMap<string, number>;
}

/** Begins to measure; the server must keep its processes until the end. */
export class CpuMeter {
  readonly #before: ReadonlyMap<string, number>;

  constructor(readonly server: BenchServer) {
    this.#before = this.#read();
  }

  /** @param samples taken since the beginning */
  costOf(samples: number): CpuCost {
    const byProcess = new Map<string, number>();
    for (const [name, seconds] of this.#read()) {
      byProcess.set(name, ((seconds - (this.#before.get(name) ?? 0)) / samples) * 1e6);
    }
    return { perMillion: [...byProcess.values()].reduce((total, value) => total + value, 0), byProcess };
  }

  #read(): ReadonlyMap<string, number> {
    return new Map([...this.server.processes()].map(([name, pid]) => [name, cpuSecondsOfTree(pid)]));
  }
}

/** Says which process of a server the cost is of, where it has several. */
export function printParts({ byProcess }: CpuCost): void {
  if (byProcess.size < 2) return;
  const parts = [...byProcess].map(([name, value]) => `${name} ${value.toFixed(2)}`);
  console.log(`  CPU seconds per M samples: ${parts.join(', ')}`);
}
