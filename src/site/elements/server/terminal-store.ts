import type { TerminalView } from '#api/terminal-view.ts';
import { currentLab, onCurrentLab } from '../bench/current-lab.ts';
import { call } from './bench-api.ts';

const DEFAULTS = ['shell', 'traffic'];
const listeners = new Set<() => void>();
let terminals: TerminalView[] = [];
/** The terminal that was chosen last while each lab was shown. */
const chosen = new Map<string, string>();
let loading: Promise<void> | undefined;

/** Calls back when the list of terminals or the active one changes, until `signal` aborts. */
export function onTerminals(listener: () => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
}

/** The terminals known now, and the one that is shown: the last one chosen with this lab, else one of its own. */
export function terminalsNow(): { terminals: readonly TerminalView[]; active: TerminalView | undefined } {
  const lab = currentLab();
  const active = terminals.find(({ id }) => id === chosen.get(lab)) ?? terminalOf(lab) ?? terminals[0];
  return { terminals, active };
}

export const terminalStore = {
  /** Asks the server for its terminals and opens the two that every learner begins with. */
  load(): Promise<void> {
    loading ??= load().finally(() => {
      loading = undefined;
    });
    return loading;
  },
  /** Shows a terminal in the workspace of this lab, the one in view if it is, and opens one where there is none. */
  async comeTo(lab: string): Promise<TerminalView> {
    const { active } = terminalsNow();
    const fit = active?.lab === lab || active?.lab === undefined ? active : terminalOf(lab);
    if (!fit) return terminalStore.add(undefined, lab);
    if (fit !== active) terminalStore.choose(fit.id);
    return fit;
  },
  /** Opens another terminal in a lab's workspace and shows it. */
  async add(name?: string, lab = currentLab()): Promise<TerminalView> {
    const made = await openTerminal(name ?? freshName(), lab);
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
    chosen.set(currentLab(), id);
    tell();
  },
};

async function load(): Promise<void> {
  const known = await call<TerminalView[]>('GET', '/api/terminals');
  for (const name of DEFAULTS) {
    if (known.some((terminal) => terminal.name === name)) continue;
    known.push(await openTerminal(name, currentLab()));
  }
  terminals = known;
  tell();
}

function terminalOf(lab: string): TerminalView | undefined {
  return terminals.find((terminal) => terminal.lab === lab && !terminal.exited);
}

function openTerminal(name: string, lab: string): Promise<TerminalView> {
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

onCurrentLab(tell, new AbortController().signal);
