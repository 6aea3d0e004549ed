import { createRing, type Ring } from './ring.ts';

/** Private modes by number, as last set or reset by the program. */
export type Modes = Map<number, boolean>;

/** What is needed to draw a terminal's screen again. */
export interface HistoryView {
  ring: Ring;
  /** Where drawing begins, and the modes and size in force there. */
  start: number;
  modes: Modes;
  cols: number;
  rows: number;
  /** Changes of size after start. */
  sizes: { offset: number; cols: number; rows: number }[];
}

/** The output kept of a terminal, with the modes and sizes that belong to it. */
export interface History {
  readonly ring: Ring;
  /** Modes in force now. */
  readonly modes: Modes;
  append(bytes: Uint8Array): void;
  mode(number: number, set: boolean): void;
  reset(): void;
  resize(cols: number, rows: number): void;
  view(): HistoryView;
}

/** Bytes of output between two marks from which a screen can be drawn; a sixteenth of what is kept. */
const STEP = 64 * 1024;
/** Modes that are remembered: a program may set any number of them, and none may fill our memory. */
const MAX_MODES = 64;

/**
 * Keeps the ring and, every 64 KiB, the modes and size in force, so that a screen can be drawn from the ring
 * alone after its beginning is gone. No emulator runs while nobody needs one: it would cost more than the
 * terminal itself.
 */
export function createHistory(cols: number, rows: number): History {
  const ring = createRing();
  const modes: Modes = new Map();
  let marks = [{ offset: 0, modes: new Map(modes), cols, rows }];
  let sizes: { offset: number; cols: number; rows: number }[] = [];
  let size = { cols, rows };

  return {
    ring,
    modes,
    append(bytes) {
      ring.append(bytes);
      if (ring.head - marks.at(-1)!.offset < STEP) return;
      marks.push({ offset: ring.head, modes: new Map(modes), ...size });
      const tail = ring.tail;
      if (tail === 0) return;
      marks = marks.filter((mark) => mark.offset >= tail);
      sizes = sizes.filter((change) => change.offset >= tail);
    },
    mode(number, set) {
      if (modes.size < MAX_MODES || modes.has(number)) modes.set(number, set);
    },
    reset: () => modes.clear(),
    resize(nextCols, nextRows) {
      size = { cols: nextCols, rows: nextRows };
      sizes.push({ offset: ring.head, ...size });
    },
    view() {
      const mark = marks.find(({ offset }) => offset >= ring.tail) ?? { offset: ring.head, modes, ...size };
      return {
        ring,
        start: mark.offset,
        modes: mark.modes,
        cols: mark.cols,
        rows: mark.rows,
        sizes: sizes.filter(({ offset }) => offset >= mark.offset),
      };
    },
  };
}
