/** What the command is run in: a real terminal, a pipe, or a test. */
export interface CliIo {
  env: Record<string, string | undefined>;
  cwd: string;
  out: { write(text: string): unknown; terminal: boolean; columns: number };
  err: { write(text: string): unknown; terminal: boolean };
  /** Asks a question to be answered by y; absent where nobody can answer. */
  ask?: ((question: string, signal: AbortSignal) => Promise<boolean>) | undefined;
  /** Aborts at Ctrl-C. */
  signal: AbortSignal;
}
