import serializer from '@xterm/addon-serialize';
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { countLikeShells } from '../../client/widths.ts';
import type { HistoryView, Modes } from '../history.ts';

/** A screen with its scrollback as control sequences, standing for all output before `offset`. */
export interface Snapshot {
  offset: number;
  bytes: Uint8Array;
}

/** Lines above the screen that a snapshot holds: as much as somebody scrolls back, for a few milliseconds of drawing. */
const SCROLLBACK = 1000;
/** Bytes drawn before other work of the server gets its turn. */
const PIECE = 64 * 1024;
/** Modes that the serializer leaves out: cursor hidden, and how the mouse is encoded. */
const UNSERIALIZED = [25, 1005, 1006, 1015, 1016];

/** Draws the kept output on an emulator of its own and reads the screen off it. */
export async function takeSnapshot(view: HistoryView, now: Modes): Promise<Snapshot> {
  const offset = view.ring.head;
  const terminal = new headless.Terminal({
    cols: view.cols,
    rows: view.rows,
    scrollback: SCROLLBACK,
    allowProposedApi: true,
    logLevel: 'off',
  });
  countLikeShells(terminal, unicode11.Unicode11Addon);
  try {
    const serialize = new serializer.SerializeAddon();
    terminal.loadAddon(serialize as unknown as Parameters<typeof terminal.loadAddon>[0]);
    const missing = UNSERIALIZED.filter((number) => now.has(number)).map((number) =>
      modeText(number, now.get(number)!),
    );
    terminal.write([...view.modes].map(([number, set]) => modeText(number, set)).join(''));
    for (const piece of pieces(view, offset)) {
      await new Promise<void>((resolve) => terminal.write(piece.bytes, resolve));
      if (piece.size) terminal.resize(piece.size.cols, piece.size.rows);
    }
    const text = serialize.serialize({ scrollback: SCROLLBACK }) + missing.join('');
    return { offset, bytes: new TextEncoder().encode(text) };
  } finally {
    terminal.dispose();
  }
}

function modeText(number: number, set: boolean): string {
  return `\x1b[?${number}${set ? 'h' : 'l'}`;
}

interface Piece {
  bytes: Uint8Array;
  size?: { cols: number; rows: number };
}

/** All kept bytes, copied before anything else can overwrite them, cut where the size changed. */
function pieces(view: HistoryView, end: number): Piece[] {
  const found: Piece[] = [];
  let at = view.start;
  const cuts = [...view.sizes.filter(({ offset }) => offset <= end), undefined];
  for (const cut of cuts) {
    const until = cut?.offset ?? end;
    do {
      const bytes = new Uint8Array(Math.min(PIECE, until - at));
      view.ring.copy(at, bytes);
      at += bytes.length;
      found.push({ bytes });
    } while (at < until);
    if (cut) found.at(-1)!.size = { cols: cut.cols, rows: cut.rows };
  }
  return found;
}
