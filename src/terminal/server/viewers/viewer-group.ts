import type { Notice } from '../../messages.ts';
import type { Size } from '../../sizing.ts';
import type { OutputFlow } from './output-flow.ts';
import type { Viewer } from './viewer.ts';

/** The clients of a session. One of them owns the terminal: its size counts, and the output waits for it. */
export interface ViewerGroup {
  add(viewer: Viewer): void;
  /** Makes a client the owner, since it has typed, was resized or came. */
  own(viewer: Viewer): void;
  /** Takes a client out; `lost` when its connection was not closed on purpose. */
  leave(viewer: Viewer, lost: boolean): void;
  /** Ends the earlier connection of a client that comes back. */
  replace(client: string): void;
  notify(notice: Notice): void;
  /** Tells every client the size, and whether it owns the terminal. */
  announceSize(): void;
  /** Sends each client what it may have of the output. */
  flush(): void;
  dismiss(): void;
}

/** Keeps the clients of a session. */
export function createViewerGroup(
  sizing: { readonly size: Size; set(size: Size): void },
  flow: OutputFlow,
): ViewerGroup {
  const viewers = new Set<Viewer>();
  let owner: Viewer | undefined;

  function announceSize(): void {
    for (const viewer of viewers) viewer.notify({ type: 'size', ...sizing.size, owner: viewer === owner });
  }

  function own(viewer: Viewer): void {
    if (owner !== viewer) {
      owner = viewer;
      announceSize();
      flow.follow(viewer);
    }
    sizing.set(viewer.size);
  }

  return {
    add(viewer) {
      viewers.add(viewer);
      flow.release();
      own(viewer);
    },
    own,
    leave(viewer, lost) {
      if (!viewers.delete(viewer)) return;
      viewer.delivery.stop();
      if (owner !== viewer) return;
      owner = undefined;
      const next = [...viewers].at(-1);
      if (lost && !next) flow.hold(viewer);
      if (next) own(next);
      else flow.follow(undefined);
    },
    replace(client) {
      for (const old of [...viewers]) if (old.client === client) old.replace();
    },
    notify(notice) {
      for (const viewer of viewers) viewer.notify(notice);
    },
    announceSize,
    flush() {
      for (const viewer of viewers) viewer.delivery.flush();
    },
    dismiss() {
      for (const viewer of [...viewers]) viewer.dismiss();
    },
  };
}
