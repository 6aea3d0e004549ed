/**
 * Every websocket message of a terminal is one binary frame: a type byte, a start offset of eight bytes
 * (unsigned, big-endian) and the payload. Offsets count bytes since the terminal (output) or the client
 * (input) began, so either side can say exactly what it has and resume there.
 * Browser and server share this file: nothing of Node may be imported here.
 */
export const FrameType = {
  /** Client: typed bytes; offset counts this client's input. */
  input: 0x01,
  /** Client: output parsed up to offset; no payload. */
  ack: 0x02,
  /** Client: a command as JSON, see messages.ts; offset 0. */
  command: 0x03,
  /** Client: are you there; offset is any number, echoed by pong. */
  ping: 0x04,
  /** Server: output beginning at offset. */
  output: 0x11,
  /** Server: the screen as of offset, in place of output that is no longer kept. */
  snapshot: 0x12,
  /** Server: this client's input is written to the terminal up to offset; no payload. */
  inputAck: 0x13,
  /** Server: a notice as JSON, see messages.ts; offset 0. */
  notice: 0x14,
  /** Server: answer to ping. */
  pong: 0x15,
} as const;
export type FrameType = (typeof FrameType)[keyof typeof FrameType];

const HEADER = 9;
const HIGH = 2 ** 32;
const known = new Set<number>(Object.values(FrameType));
const bare = new Set<number>([FrameType.ack, FrameType.inputAck, FrameType.ping, FrameType.pong]);
const unplaced = new Set<number>([FrameType.command, FrameType.notice]);

/** One message: what it is, where it begins, and its bytes. */
export interface Frame {
  type: FrameType;
  offset: number;
  payload: Uint8Array;
}

/** Builds a frame; `fill` writes a payload of `size` bytes in place, so that output is copied only once. */
export function encodeFrame(
  type: FrameType,
  offset: number,
  payload: Uint8Array | { size: number; fill: (target: Uint8Array) => void } = new Uint8Array(0),
): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw new RangeError(`frame offset ${offset} is not a count`);
  const copied = payload instanceof Uint8Array;
  const bytes = new Uint8Array(HEADER + (copied ? payload.length : payload.size));
  bytes[0] = type;
  const view = new DataView(bytes.buffer);
  view.setUint32(1, Math.floor(offset / HIGH));
  view.setUint32(5, offset % HIGH);
  if (copied) bytes.set(payload, HEADER);
  else payload.fill(bytes.subarray(HEADER));
  return bytes;
}

/** Reads a frame; undefined when the bytes are not exactly one. The payload is a view, not a copy. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  const type = bytes[0];
  if (type === undefined || bytes.length < HEADER || !known.has(type)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offset = view.getUint32(1) * HIGH + view.getUint32(5);
  if (!Number.isSafeInteger(offset)) return undefined;
  if (bare.has(type) && bytes.length !== HEADER) return undefined;
  if (unplaced.has(type) && offset !== 0) return undefined;
  return { type: type as FrameType, offset, payload: bytes.subarray(HEADER) };
}
