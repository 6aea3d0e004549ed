import { WebSocket } from 'ws';
import { connectTerminal } from '#terminal/client/client.ts';
import type { Emulator } from '#terminal/client/emulator.ts';

/** A connection to a terminal, served by us or by the least that can. */
export interface Line {
  onBytes: (bytes: Uint8Array) => void;
  type(text: string): void;
  /** The next output. */
  more(): Promise<void>;
  /** Until the newest output ends with one of these. */
  until(...ends: string[]): Promise<void>;
  quiet(ms: number): Promise<void>;
  close(): void;
}

/** Over the terminal protocol, with a client that draws nothing. */
export async function openOurs(port: number, name: string): Promise<Line> {
  const line = makeLine();
  const nothing = () => ({ dispose: () => {} });
  const emulator: Emulator = {
    cols: 80,
    rows: 24,
    modes: { bracketedPasteMode: false },
    parser: {
      registerCsiHandler: nothing,
      registerDcsHandler: nothing,
      registerEscHandler: nothing,
      registerOscHandler: nothing,
    },
    onData: nothing,
    onBinary: nothing,
    resize: () => {},
    write(data, parsed) {
      if (data.length > 2) line.take(data as Uint8Array);
      else if (typeof data !== 'string' && data.length > 0) line.take(data);
      queueMicrotask(() => parsed?.());
    },
  };
  const opened = Promise.withResolvers<void>();
  const client = connectTerminal({
    emulator,
    url: `ws://127.0.0.1:${port}/ours/${name}`,
    onState: ({ state }) => state === 'open' && opened.resolve(),
    open: (url) => new WebSocket(url, { perMessageDeflate: false }) as unknown as globalThis.WebSocket,
  });
  await opened.promise;
  return Object.assign(line.line, { type: client.type, close: client.close });
}

/** Over bare messages. */
export async function openRaw(port: number, name: string): Promise<Line> {
  const line = makeLine();
  const ws = new WebSocket(`ws://127.0.0.1:${port}/raw/${name}`, { perMessageDeflate: false });
  ws.on('message', (data: Buffer) => line.take(data));
  await new Promise((resolve) => ws.once('open', resolve));
  return Object.assign(line.line, {
    type: (text: string) => ws.send(Buffer.from(text)),
    close: () => ws.close(),
  });
}

function makeLine() {
  let waiting: (() => void) | undefined;
  let tail = '';
  const line: Line = {
    onBytes: () => {},
    type: () => {},
    close: () => {},
    more: () =>
      new Promise((resolve) => {
        waiting = resolve;
      }),
    async until(...ends) {
      while (!ends.some((end) => tail.includes(end))) await line.more();
      tail = '';
    },
    async quiet(ms) {
      for (let seen = ''; seen !== tail || seen === ''; ) {
        seen = tail;
        await new Promise((resolve) => setTimeout(resolve, ms));
      }
      tail = '';
    },
  };
  return {
    line,
    take(bytes: Uint8Array) {
      line.onBytes(bytes);
      tail = (tail + Buffer.from(bytes.subarray(-200)).toString('latin1')).slice(-200);
      const wake = waiting;
      waiting = undefined;
      wake?.();
    },
  };
}
