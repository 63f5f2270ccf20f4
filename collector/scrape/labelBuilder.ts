import type { Labels } from '@/lib/labels/labels';

/**
 * A label set under change. `names()` gives labels in the order Prometheus' builder visits them: first those that
 * were there and are unchanged, then those that were set, in the order of their first setting. That order decides
 * which value wins when labelmap sends two labels to the same name (prometheus: model/labels, Builder.Range).
 */
export class LabelBuilder {
  readonly #base = new Map<string, string>();
  readonly #added = new Map<string, string>();

  constructor(labels: Labels) {
    for (let i = 0; i < labels.length; i += 2) this.#base.set(labels[i] as string, labels[i + 1] as string);
  }

  /** '' when the label is absent. */
  get(name: string): string {
    return this.#added.get(name) ?? this.#base.get(name) ?? '';
  }

  /** An empty value removes the label. */
  set(name: string, value: string): void {
    this.#base.delete(name);
    if (value === '') this.#added.delete(name);
    else this.#added.set(name, value);
  }

  /** A snapshot: safe to set and remove labels while going through it. */
  names(): string[] {
    return [...this.#base.keys(), ...this.#added.keys()];
  }

  labels(): Labels {
    const out: string[] = [];
    for (const name of this.names().sort()) out.push(name, this.get(name));
    return out;
  }
}
