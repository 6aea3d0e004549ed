/** How long a bench lives: from `up` to `down`, and again from the next `up`. */
export interface Lifetime {
  /** Aborts when the bench goes down. */
  readonly signal: AbortSignal;
  /** Aborts with the caller's signal or when the bench goes down, whichever is first. */
  with(signal: AbortSignal): AbortSignal;
  /** Begins anew where the last one has ended. */
  begin(): void;
  end(): void;
}

/** Makes a lifetime that has begun. */
export function createLifetime(): Lifetime {
  let life = new AbortController();
  return {
    get signal() {
      return life.signal;
    },
    with: (signal) => AbortSignal.any([signal, life.signal]),
    begin() {
      if (life.signal.aborted) life = new AbortController();
    },
    end: () => life.abort(new Error('the runtime is going down')),
  };
}
