import type { ClientState } from '#terminal/client/client-state.ts';

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
