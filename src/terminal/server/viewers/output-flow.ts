import type { Shell } from '../shell.ts';
import { HIGH_WATER } from './delivery.ts';
import type { Viewer } from './viewer.ts';

/** Holds a shell's output back while the client that owns the terminal is too far behind, so that nothing is dropped. */
export interface OutputFlow {
  /** Names the client whose acknowledgements count. */
  follow(owner: Viewer | undefined): void;
  /** Keeps on counting a client that lost its connection, for a while: it can then resume exactly. */
  hold(viewer: Viewer): void;
  /** Ends what `hold` began. */
  release(): void;
  /** Looks again, after output or an acknowledgement. */
  pace(): void;
}

/** Bytes behind at which the output goes on again; far enough below the high mark that it does not stutter. */
const LOW_WATER = 96 * 1024;
/** Milliseconds for which a client that lost its connection still holds the output back: a reload, a change of network. */
const GRACE = 30_000;

/** Paces the output of a shell, which need not be there yet when the flow is made. */
export function createOutputFlow(shell: () => Pick<Shell, 'history' | 'pty'>): OutputFlow {
  let owner: Viewer | undefined;
  let departed: { acked: number; timer: NodeJS.Timeout } | undefined;
  let paused = false;

  function pace(): void {
    const floor = owner?.delivery.acked ?? departed?.acked;
    const behind = floor === undefined ? 0 : shell().history.ring.head - floor;
    if (!paused && behind >= HIGH_WATER) {
      paused = true;
      shell().pty.pause();
    } else if (paused && behind <= LOW_WATER) {
      paused = false;
      shell().pty.resume();
    }
  }

  function release(): void {
    clearTimeout(departed?.timer);
    departed = undefined;
  }

  return {
    follow(next) {
      owner = next;
      pace();
    },
    hold(viewer) {
      release();
      const timer = setTimeout(() => {
        departed = undefined;
        pace();
      }, GRACE).unref();
      departed = { acked: viewer.delivery.acked, timer };
    },
    release,
    pace,
  };
}
