/**
 * Metrics that are read when `/metrics` is, from plain numbers that the parts of the collector keep anyway. The hot
 * paths then know nothing of metrics.
 */
import { Counter, Gauge, type Registry } from 'prom-client';

export interface Described {
  readonly name: string;
  readonly help: string;
}

/** One value per value of one label, whose values must be few and known. */
export interface Labelled extends Described {
  readonly label: string;
}

export function pulledGauge(registry: Registry, { name, help }: Described, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

/** `read` gives the total since the start of the process, never less than before. */
export function pulledCounter(registry: Registry, { name, help }: Described, read: () => number): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

export function pulledGauges(
  registry: Registry,
  { name, help, label }: Labelled,
  read: () => Readonly<Record<string, number>>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, number] of Object.entries(read())) this.set({ [label]: value }, number);
    },
  });
}

export function pulledCounters(
  registry: Registry,
  { name, help, label }: Labelled,
  read: () => Readonly<Record<string, number>>,
): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset();
      for (const [value, number] of Object.entries(read())) this.inc({ [label]: value }, number);
    },
  });
}
