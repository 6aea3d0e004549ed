interface Disposable {
  dispose(): void;
}

interface FunctionId {
  prefix?: string;
  intermediates?: string;
  final: string;
}

/** What the client uses of an xterm `Terminal`; @xterm/headless has it too. */
export interface Emulator {
  readonly cols: number;
  readonly rows: number;
  readonly modes: { readonly bracketedPasteMode: boolean };
  readonly parser: {
    registerCsiHandler(id: FunctionId, handler: (params: (number | number[])[]) => boolean): Disposable;
    registerDcsHandler(
      id: FunctionId,
      handler: (data: string, params: (number | number[])[]) => boolean,
    ): Disposable;
    registerEscHandler(id: FunctionId, handler: () => boolean): Disposable;
    registerOscHandler(number: number, handler: (data: string) => boolean): Disposable;
  };
  onData(listener: (text: string) => void): Disposable;
  onBinary(listener: (text: string) => void): Disposable;
  write(data: string | Uint8Array, parsed?: () => void): void;
  resize(cols: number, rows: number): void;
}
