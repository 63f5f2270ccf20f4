import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TargetGroup } from './discoverer';
import { FileDiscoverer } from './file';
import { parseTargetGroupFile } from './targetGroupFile';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function discover(patterns: (folder: string) => string[], refreshIntervalMs = 60_000) {
  const folder = mkdtempSync(join(tmpdir(), 'belvedere-file-sd-'));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  const sent: (readonly TargetGroup[])[] = [];
  const errors = new Map<string, string>();
  const stop = new AbortController();
  const discoverer = new FileDiscoverer({ files: patterns(folder), refreshIntervalMs }, (file, message) => {
    if (message === undefined) errors.delete(file.slice(folder.length + 1));
    else errors.set(file.slice(folder.length + 1), message);
  });
  const start = () => {
    const done = discoverer.run(stop.signal, (groups) => sent.push(groups));
    cleanups.push(() => {
      stop.abort();
      return done;
    });
  };
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  /** All addresses as a consumer sees them. */
  const addresses = () => {
    const groups = new Map<string, TargetGroup>();
    for (const group of sent.flat()) groups.set(group.source, group);
    return [...groups.values()].flatMap(({ targets }) => targets.map((labels) => labels[1])).sort();
  };
  return { folder, sent, errors, start, write, addresses };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}

describe('FileDiscoverer', () => {
  it('sends JSON and YAML files at once, and an empty list when there are none', async () => {
    const some = discover((folder) => [join(folder, '*.json'), join(folder, 'one.yml'), join(folder, 'none-*.yml')]);
    some.write('b.json', '[{"targets": ["b:1", "b:2"], "labels": {"x": "y"}}]');
    some.write('one.yml', '- targets: [c:1]\n- targets: [c:2]\n');
    some.write('other.txt', 'not read');
    some.start();
    await until(() => some.sent.length > 0);
    expect(some.addresses()).toEqual(['b:1', 'b:2', 'c:1', 'c:2']);
    expect(some.errors.size).toBe(0);

    const none = discover((folder) => [join(folder, '*.json')]);
    none.start();
    await until(() => none.sent.length > 0);
    expect(none.sent).toEqual([[]]);
  });

  it('follows changes, renames and removals', async () => {
    const { folder, start, write, addresses, sent } = discover((path) => [join(path, '*.json')]);
    write('a.json', '[{"targets": ["a:1"]}, {"targets": ["a:2"]}]');
    start();
    await until(() => addresses().length === 2);
    write('a.json', '[{"targets": ["a:3"]}]');
    await until(() => addresses().join() === 'a:3');
    write('b.tmp', '[{"targets": ["b:1"]}]');
    renameSync(join(folder, 'b.tmp'), join(folder, 'b.json'));
    await until(() => addresses().join() === 'a:3,b:1');
    rmSync(join(folder, 'a.json'));
    await until(() => addresses().join() === 'b:1');
    const count = sent.length;
    write('unrelated.txt', 'x');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sent.length).toBe(count);
  });

  it('keeps the old groups of a broken file, and says what is wrong until it is mended', async () => {
    const { errors, start, write, addresses } = discover((path) => [join(path, 'a.json'), join(path, 'b.yml')]);
    write('a.json', '[{"targets": ["a:1"]}]');
    write('b.yml', '- targets: [b:1]');
    start();
    await until(() => addresses().length === 2);
    write('a.json', '[{"targets": ["a:');
    write('b.yml', '- target: [b:2]');
    await until(() => errors.size === 2);
    expect(addresses()).toEqual(['a:1', 'b:1']);
    expect(errors.get('a.json')).toMatch(/JSON/);
    expect(errors.get('b.yml')).toMatch(/^0(\.targets)?: /);
    write('a.json', '[{"targets": ["a:5"]}]');
    write('b.yml', '');
    await until(() => addresses().join() === 'a:5,b:1');
    write('b.yml', '[]');
    await until(() => errors.size === 0 && addresses().join() === 'a:5');
  });

  it('reports a named file that is missing, and takes it when it comes', async () => {
    const { errors, start, write, addresses } = discover((path) => [join(path, 'a.json')]);
    start();
    await until(() => errors.size === 1);
    expect(errors.get('a.json')).toMatch(/ENOENT/);
    write('a.json', '[{"targets": ["a:1"]}]');
    await until(() => addresses().join() === 'a:1' && errors.size === 0);
  });

  it('finds files of a folder made later by the refresh interval', async () => {
    const { folder, start, addresses } = discover((path) => [join(path, 'later', '*.json')], 100);
    start();
    mkdirSync(join(folder, 'later'));
    writeFileSync(join(folder, 'later', 'a.json'), '[{"targets": ["a:1"]}]');
    await until(() => addresses().join() === 'a:1');
  });
});

describe('parseTargetGroupFile', () => {
  it('adds the file as a label and takes values as they are written', () => {
    const [group] = parseTargetGroupFile('/x/a.yml', '- targets: ["h:1"]\n  labels: {shard: 01, on: yes}\n');
    expect(group).toEqual({
      source: '/x/a.yml:0',
      targets: [['__address__', 'h:1']],
      labels: ['__meta_filepath', '/x/a.yml', 'on', 'yes', 'shard', '01'],
    });
  });

  it.each([
    ['a.json', '{"targets": []}', /array/],
    ['a.json', '[null]', /^0: /],
    ['a.json', '[{"targets": [1]}]', /^0\.targets\.0: /],
    ['a.json', '[{"targets": ["a"], "label": {}}]', /label/],
    ['a.yml', '- targets: [a]\n  targets: [b]', /unique/],
    ['a.yml', 'a: [', /line 1/],
  ])('%s %s', (file, text, message) => expect(() => parseTargetGroupFile(file, text)).toThrow(message));
});
