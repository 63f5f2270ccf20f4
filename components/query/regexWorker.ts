'use client';

import type { RegexRunner } from '@/lib/dashboard/lookaroundAnswers';
import type { RegexMatch } from '@/lib/dashboard/regexSource';

/** After this long an expression is given up and its worker ended. */
const LIMIT_MS = 100;
/** Starting a worker on a busy machine is not the expression's fault. */
const START_MS = 5_000;

/** Runs in the worker; plain JavaScript of its own. A message is `{pattern, flags, global, texts}`. */
const SCRIPT = `
postMessage('ready');
onmessage = ({ data }) => {
  const regex = new RegExp(data.pattern, data.flags);
  postMessage(data.texts.map((text) => {
    const found = data.global ? [...text.matchAll(regex)].slice(0, 1000) : [regex.exec(text)].filter(Boolean);
    return found.map((match) => ({ index: match.index, groups: [...match], named: { ...match.groups } }));
  }));
};`;

/** Runs an expression in a worker of its own, ended after 100 ms. One at a time: a queue keeps the order. */
export function workerRunner(): RegexRunner {
  let last: Promise<unknown> = Promise.resolve();
  return (source, texts) => {
    const job = last.then(() => runOnce(source, texts));
    last = job.catch(() => undefined);
    return job;
  };
}

const runOnce: RegexRunner = (source, texts) =>
  new Promise((resolve, reject) => {
    const url = URL.createObjectURL(new Blob([SCRIPT], { type: 'text/javascript' }));
    const worker = new Worker(url);
    const end = () => {
      clearTimeout(timer);
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    const giveUp = () => {
      end();
      reject(new Error(`the regular expression took longer than ${LIMIT_MS} ms`));
    };
    let timer = setTimeout(giveUp, START_MS);
    worker.onmessage = ({ data }: MessageEvent<'ready' | RegexMatch[][]>) => {
      clearTimeout(timer);
      if (data === 'ready') {
        timer = setTimeout(giveUp, LIMIT_MS);
        const flags = `${source.ignoreCase ? 'i' : ''}${source.global ? 'g' : ''}`;
        worker.postMessage({ pattern: source.pattern, flags, global: source.global, texts });
        return;
      }
      end();
      resolve(data);
    };
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message));
    };
  });
