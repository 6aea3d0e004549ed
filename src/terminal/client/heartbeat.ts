/** Notices when the other side falls silent, by asking when nothing was heard for a while. */
export interface Heartbeat {
  heard(): void;
  stop(): void;
}

/** Times of a heartbeat, in milliseconds. */
export interface HeartbeatTimes {
  /** Silence after which the other side is asked, and then has to answer. */
  deadline: number;
  /** Silence after the question at which the connection is given up. */
  giveUp: number;
}

/** Begins to listen; `heard` is to be called for everything that comes from the other side. */
export function startHeartbeat(
  times: HeartbeatTimes,
  on: { ask: () => void; silent: () => void; back: () => void; lost: () => void },
): Heartbeat {
  let last = performance.now();
  let asked: number | undefined;
  let silent = false;

  const timer = setInterval(() => {
    const now = performance.now();
    if (asked === undefined) {
      if (now - last < times.deadline) return;
      asked = now;
      on.ask();
    } else if (now - asked >= times.giveUp) {
      on.lost();
    } else if (!silent && now - asked >= times.deadline) {
      silent = true;
      on.silent();
    }
  }, times.deadline / 4);

  return {
    heard() {
      last = performance.now();
      asked = undefined;
      if (silent) on.back();
      silent = false;
    },
    stop: () => clearInterval(timer),
  };
}
