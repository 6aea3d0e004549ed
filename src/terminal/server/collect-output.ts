/** Sends output on: an answer to a key at once, a stream collected into large frames. */
export interface OutputCollector {
  /** So many bytes of output came. */
  added(bytes: number): void;
  /** A key was typed: what comes next is probably its echo. */
  typed(): void;
  /** Sends now what is there. */
  flush(): void;
  stop(): void;
}

/** Milliseconds without output after which the next output goes out at once: it is no stream. */
const QUIET = 4;
/** Milliseconds for which a stream is collected: too short to be seen, long enough for a large frame. */
const COLLECT = 3;
/** Milliseconds after a key within which output is taken for its echo. */
const ECHO = 20;
/** Bytes that go out without waiting for more. */
const BATCH = 64 * 1024;

/** Calls `send` whenever output is to go out. */
export function collectOutput(send: () => void): OutputCollector {
  let unsent = 0;
  let flushed = 0;
  let typed = 0;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    unsent = 0;
    flushed = performance.now();
    send();
  }

  return {
    added(bytes) {
      unsent += bytes;
      const now = performance.now();
      if (unsent >= BATCH || (!timer && (now - flushed > QUIET || now - typed < ECHO))) flush();
      else timer ??= setTimeout(flush, COLLECT);
    },
    typed() {
      typed = performance.now();
    },
    flush,
    stop: () => clearTimeout(timer),
  };
}
