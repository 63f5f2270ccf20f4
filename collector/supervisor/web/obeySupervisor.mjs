// @ts-check

const STOP_TIMEOUT_MS = 10_000;

/**
 * Runs a program under the supervisor: says when it is ready or why it cannot be, stops on SIGTERM and when the
 * supervisor is gone, however that ended.
 * @param {() => Promise<() => Promise<void>>} start answers with what stops it
 */
export function obeySupervisor(start) {
  const starting = start();
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    starting
      .then((stopIt) => stopIt())
      .catch(() => undefined)
      .finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  starting.then(
    () => tell({ type: 'ready' }),
    (error) => tell({ type: 'fatal', message: error.message }, () => process.exit(1)),
  );
}

/** @param {{ type: 'ready' } | { type: 'fatal', message: string }} message @param {() => void} [then] */
function tell(message, then = () => undefined) {
  if (process.connected && process.send) process.send(message, undefined, undefined, then);
  else then();
}
