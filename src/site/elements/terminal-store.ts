import type { TerminalView } from '#api/terminal-view.ts';
import { call } from './bench-api.ts';
import { labId } from './lab-store.ts';

const DEFAULTS = ['shell', 'traffic'];
const listeners = new Set<() => void>();
let terminals: TerminalView[] = [];
let active: string | undefined;
let loading: Promise<void> | undefined;

/** Calls back when the list of terminals or the active one changes, until `signal` aborts. */
export function onTerminals(listener: () => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
}

/** The terminals known now, and the one that is shown. */
export function terminalsNow(): { terminals: readonly TerminalView[]; active: TerminalView | undefined } {
  return { terminals, active: terminals.find(({ id }) => id === active) ?? terminals[0] };
}

export const terminalStore = {
  /** Asks the server for its terminals and opens the two that every learner begins with. */
  load(): Promise<void> {
    loading ??= load().finally(() => {
      loading = undefined;
    });
    return loading;
  },
  /** Opens another terminal and shows it. */
  async add(name?: string): Promise<TerminalView> {
    const made = await openTerminal(name ?? freshName());
    terminals = [...terminals, made];
    terminalStore.choose(made.id);
    return made;
  },
  /** Ends a terminal and all that runs in it. */
  async remove(id: string): Promise<void> {
    await call('DELETE', `/api/terminals/${id}`).catch(() => undefined);
    terminals = terminals.filter((terminal) => terminal.id !== id);
    tell();
  },
  choose(id: string): void {
    active = id;
    tell();
  },
};

async function load(): Promise<void> {
  const known = await call<TerminalView[]>('GET', '/api/terminals');
  for (const name of DEFAULTS) {
    if (known.some((terminal) => terminal.name === name)) continue;
    known.push(await openTerminal(name));
  }
  terminals = known;
  tell();
}

/** The shell starts in the workspace of the lab this page shows. */
function openTerminal(name: string): Promise<TerminalView> {
  const lab = labId();
  return call<TerminalView>('POST', '/api/terminals', { name, ...(lab && { lab }) });
}

function freshName(): string {
  const taken = new Set(terminals.map(({ name }) => name));
  let count = 2;
  while (taken.has(`shell ${count}`)) count++;
  return `shell ${count}`;
}

function tell(): void {
  for (const listener of [...listeners]) listener();
}
