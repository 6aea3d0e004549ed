import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { type ClientOptions, connectTerminal, type TerminalClient } from '#terminal/client/client.ts';
import type { ClientState } from '#terminal/client/client-state.ts';
import type { Emulator } from '#terminal/client/emulator.ts';
import { countLikeShells } from '#terminal/client/widths.ts';

/** A client whose emulator also remembers every byte it drew. */
export interface Recorder {
  readonly client: TerminalClient;
  readonly terminal: InstanceType<typeof headless.Terminal>;
  readonly states: ClientState[];
  readonly prompts: string[];
  /** All bytes drawn, in order. */
  bytes(): Buffer;
  text(): string;
  /** The screen as text, without trailing blanks. */
  screen(): string;
  until(what: string, condition: () => boolean, ms?: number): Promise<void>;
}

/** Connects a real client; with `draw: false` bytes are only kept, for exact comparison of much output. */
export function record(url: string, options: Partial<ClientOptions> & { draw?: boolean } = {}): Recorder {
  const terminal = new headless.Terminal({
    cols: 80,
    rows: 24,
    scrollback: 2000,
    allowProposedApi: true,
    logLevel: 'off',
  });
  countLikeShells(terminal, unicode11.Unicode11Addon);
  const drawn: Buffer[] = [];
  const states: ClientState[] = [];
  const prompts: string[] = [];
  const emulator: Emulator = {
    get cols() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    get modes() {
      return terminal.modes;
    },
    parser: terminal.parser,
    onData: (listener) => terminal.onData(listener),
    onBinary: (listener) => terminal.onBinary(listener),
    resize: (cols, rows) => terminal.resize(cols, rows),
    write(data, parsed) {
      if (data.length > 0) drawn.push(Buffer.from(data as Uint8Array));
      if (options.draw === false) setImmediate(() => parsed?.());
      else terminal.write(data, parsed);
    },
  };
  const client = connectTerminal({
    emulator,
    url,
    onState: (state) => states.push(state),
    onPrompt: (state) => prompts.push(state),
    ...options,
  });
  const bytes = () => Buffer.concat(drawn);

  return {
    client,
    terminal,
    states,
    prompts,
    bytes,
    text: () => bytes().toString('utf8'),
    screen() {
      const buffer = terminal.buffer.active;
      const lines = Array.from({ length: buffer.length }, (_, row) =>
        buffer.getLine(row)!.translateToString(true),
      );
      return lines.join('\n').trimEnd();
    },
    async until(what, condition, ms = 10_000) {
      const end = performance.now() + ms;
      while (!condition()) {
        if (performance.now() > end) {
          throw new Error(
            `Not within ${ms} ms: ${what}; the last output was ${JSON.stringify(bytes().subarray(-300).toString())}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}
