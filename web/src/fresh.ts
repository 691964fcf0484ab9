/** Look when a question changes, and again when the store does; but never before the last look has ended. */
import { useEffect, useRef } from "preact/hooks";
import { tick } from "./store";

export function useFresh(look: (signal: AbortSignal) => Promise<unknown>, question: unknown[]): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const abort = new AbortController();
    let running = false;
    let again = true;
    const run = async (): Promise<void> => {
      running = true;
      while (again && !abort.signal.aborted) {
        again = false;
        await latest.current(abort.signal).catch(() => undefined); // an answer that did not come leaves what is shown
      }
      running = false;
    };
    const stop = tick.subscribe(() => {
      again = true;
      if (!running) void run();
    });
    return () => {
      stop();
      abort.abort();
    };
  }, question);
}
