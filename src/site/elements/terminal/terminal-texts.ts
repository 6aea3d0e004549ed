import type { ClientState, SharedSize, ShellState } from '#terminal/client/client-state.ts';

/** How a terminal stands, as its line below the screen tells. */
export interface TerminalStanding {
  connection: ClientState;
  /** Nothing before the server has told it. */
  prompt?: ShellState | undefined;
  /** The shell has taken long to show its first prompt. */
  slow: boolean;
  /** The size, where another window's counts. */
  foreign?: Pick<SharedSize, 'cols' | 'rows'> | undefined;
}

/** What is to be said of a terminal, the most urgent first; nothing while all is well. */
export function standingTexts({ connection, prompt, slow, foreign }: TerminalStanding): string | undefined {
  const words = terminalTexts(connection);
  if (words !== undefined) return words;
  if (prompt === 'unknown') {
    return slow
      ? 'Your shell has not shown its prompt yet: its own start-up files are still at work. What you type is kept for it.'
      : 'Starting your shell…';
  }
  if (foreign)
    return `Another window with this terminal was used last, so it has that one’s size (${foreign.cols} × ${foreign.rows}). Click into it or type to use it at this one’s.`;
  return undefined;
}

/** What is to be said of a terminal's connection; nothing while it is well. */
export function terminalTexts(state: ClientState): string | undefined {
  switch (state.state) {
    case 'open':
      return undefined;
    case 'connecting':
      return 'Connecting to the shell.';
    case 'not-responding':
      return 'The server does not respond. What you type is kept and sent when it does.';
    case 'reconnecting':
      return state.attempt < 2
        ? 'Connection lost, connecting again.'
        : `Connection lost, connecting again (try ${state.attempt}). What you type is kept.`;
    case 'ended':
      return endWords(state);
  }
}

function endWords(state: Extract<ClientState, { state: 'ended' }>): string {
  if (state.why === 'exit') {
    return state.signal > 0
      ? `The shell was ended by signal ${state.signal}.`
      : `The shell has ended with exit code ${state.code}.`;
  }
  if (state.why === 'closed') return 'This terminal was closed.';
  if (state.why === 'gone') return 'This shell ended with the server that held it.';
  if (state.why === 'replaced') return 'This terminal is open in another place.';
  return state.message ?? 'The server refused this terminal.';
}
