/** How long something works through series before scrapes and queries get a turn. */
const TURN_MS = 6;

/** A function to be waited for after each small piece of work: from time to time it lets others have a turn. */
export function pauses(): () => Promise<void> | undefined {
  let endsMs = performance.now() + TURN_MS;
  const pause = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    endsMs = performance.now() + TURN_MS;
  };
  return () => (performance.now() < endsMs ? undefined : pause());
}
