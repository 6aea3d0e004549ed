const ESC = 0x1b;
const BEL = 0x07;
/** Characters of a sequence that are kept; a longer one is passed over, so that no program fills our memory with it. */
const LONGEST = 256;

/** Hears of the sequences in an output that matter to a server. */
export interface EscapeListener {
  /** A private mode was set or reset, as in ESC [ ? 2004 h. */
  mode(number: number, set: boolean): void;
  /** The terminal was reset. */
  reset(): void;
  /** A prompt mark, ESC ] 133 ; … BEL, without its frame. */
  mark(text: string): void;
}

/**
 * Reads the few control sequences the server must know from a program's output, also when they are cut
 * between chunks. Plain text costs one search for ESC.
 */
export function createEscapeScan(listener: EscapeListener): (bytes: Buffer) => void {
  let rest: Buffer | undefined;

  return (chunk) => {
    const bytes = rest ? Buffer.concat([rest, chunk]) : chunk;
    rest = undefined;
    for (let at = bytes.indexOf(ESC); at !== -1; at = bytes.indexOf(ESC, at)) {
      const end = readSequence(bytes, at, listener);
      if (end === undefined) {
        if (bytes.length - at < LONGEST) rest = Buffer.from(bytes.subarray(at));
        else at += 1;
        if (rest) return;
      } else {
        at = end;
      }
    }
  };
}

/** Returns where to go on, or undefined when the sequence is not complete yet. */
function readSequence(bytes: Buffer, at: number, listener: EscapeListener): number | undefined {
  const kind = bytes[at + 1];
  if (kind === undefined) return undefined;
  if (kind === 0x63) listener.reset();
  if (kind === 0x5b) return readMode(bytes, at + 2, listener);
  if (kind === 0x5d) return readMark(bytes, at + 2, listener);
  return at + 1;
}

function readMode(bytes: Buffer, from: number, listener: EscapeListener): number | undefined {
  if (bytes[from] === undefined) return undefined;
  if (bytes[from] !== 0x3f) return from;
  let at = from + 1;
  while (at < bytes.length && ((bytes[at]! >= 0x30 && bytes[at]! <= 0x39) || bytes[at] === 0x3b)) at += 1;
  const final = bytes[at];
  if (final === undefined) return undefined;
  if (final === 0x68 || final === 0x6c) {
    for (const number of bytes.toString('latin1', from + 1, at).split(';')) {
      if (number.length > 0 && number.length < 6) listener.mode(Number(number), final === 0x68);
    }
  }
  return at;
}

const markStart = Buffer.from('133;');

function readMark(bytes: Buffer, from: number, listener: EscapeListener): number | undefined {
  const start = bytes.subarray(from, from + markStart.length);
  if (!markStart.subarray(0, start.length).equals(start)) return from;
  if (start.length < markStart.length) return undefined;
  for (let at = from; at < bytes.length && at - from < LONGEST; at += 1) {
    if (bytes[at] === BEL) {
      listener.mark(bytes.toString('latin1', from + markStart.length, at));
      return at;
    }
    if (bytes[at] === ESC) return at;
  }
  return bytes.length - from < LONGEST ? undefined : from;
}
