import type { Notice, ShellExit } from '../messages.ts';
import type { Size } from '../sizing.ts';
import type { SharedSize } from './client-state.ts';
import type { Emulator } from './emulator.ts';
import { createOutputAcks } from './output-acks.ts';
import { createOutputFeed, type OutputFeed } from './output-feed.ts';
import { guardQueries } from './query-guard.ts';

type NoticeOf<Type extends Notice['type']> = Extract<Notice, { type: Type }>;

/** What a client draws: output in order, the size all clients share, and the end once everything before it is drawn. */
export interface Screen extends Pick<OutputFeed, 'received' | 'output' | 'snapshot' | 'drained'> {
  /** Whether a text from the emulator is an answer to a program's query that another client, or nobody, is to give. */
  ignores(text: string): boolean;
  attached(message: NoticeOf<'attached'>): void;
  sized(message: NoticeOf<'size'>): void;
  exited(message: NoticeOf<'exit'>): void;
  /** Gives the emulator a size where it has another. */
  resize(size: Size): void;
  /** The connection is lost: nothing is acknowledged until the next `attached`. */
  suspend(): void;
  stop(): void;
}

/** Draws on an emulator; `ack` sends how far it is, `onEnd` hears how the shell ended, `onSize` whose size it has. */
export function createScreen(
  emulator: Emulator,
  ack: (offset: number) => void,
  onEnd: (exit: ShellExit) => void,
  onSize?: (size: SharedSize) => void,
): Screen {
  let owner = true;
  let exit: NoticeOf<'exit'> | undefined;
  const acks = createOutputAcks(ack);
  const feed = createOutputFeed(emulator, (offset) => {
    finish();
    acks.drawn(offset);
  });
  const silent = () => feed.replaying || !owner;
  const guard = guardQueries(emulator, silent);

  function finish(): void {
    if (exit && feed.parsed >= exit.offset) onEnd(exit);
  }

  function resize({ cols, rows }: Size): void {
    if (cols !== emulator.cols || rows !== emulator.rows) emulator.resize(cols, rows);
  }

  return {
    get received() {
      return feed.received;
    },
    output: feed.output,
    snapshot: feed.snapshot,
    drained: feed.drained,
    ignores: (text) => silent() && guard.isAnswer(text),
    attached({ offset, until }) {
      acks.attached(offset);
      feed.attached(offset, until);
    },
    sized(message) {
      owner = message.owner;
      resize(message);
      onSize?.(message);
    },
    exited(message) {
      exit = message;
      finish();
    },
    resize,
    suspend: acks.suspend,
    stop() {
      acks.suspend();
      guard.dispose();
    },
  };
}
