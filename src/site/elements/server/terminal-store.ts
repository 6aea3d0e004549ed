import type { TerminalView } from '#api/terminal-view.ts';
import { currentLab, onCurrentLab } from '../bench/current-lab.ts';
import { call } from './bench-api.ts';

const listeners = new Set<() => void>();
let terminals: TerminalView[] = [];
/** The terminal that was chosen last while each lab was shown. */
const chosen = new Map<string, string>();
let loading: Promise<void> | undefined;
/** Answers to earlier questions, which must not take the place of a later one's. */
let asked = 0;
/** An ended terminal is being replaced: the list between is nobody's to see. */
let replacing = false;

/** Calls back when the list of terminals or the active one changes, until `signal` aborts. */
export function onTerminals(listener: () => void, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
}

/** The terminals known now, and the one that is shown: the last one chosen with this lab, else one of its own. */
export function terminalsNow(): { terminals: readonly TerminalView[]; active: TerminalView | undefined } {
  const lab = currentLab();
  const kept = terminals.find(({ id }) => id === chosen.get(lab)) ?? terminalOf(lab);
  // Stays in view when its shell ends.
  if (kept) chosen.set(lab, kept.id);
  return { terminals, active: kept ?? terminals[0] };
}

export const terminalStore = {
  /** Asks the server for its terminals; it opens the two that every learner begins with. */
  load(): Promise<void> {
    const lab = currentLab();
    loading ??= list('POST', '/api/terminals/first', lab ? { lab } : {}).finally(() => {
      loading = undefined;
    });
    return loading;
  },
  /** Asks again, since another window, or a shell that ended, has changed the list. */
  refresh: (): Promise<void> => loading ?? list('GET', '/api/terminals'),
  /** Shows a terminal in the workspace of this lab, the one in view if it is, and opens one where there is none. */
  async comeTo(lab: string): Promise<TerminalView> {
    const { active } = terminalsNow();
    const fit = active?.lab === lab || active?.lab === undefined ? active : terminalOf(lab);
    if (!fit) return terminalStore.add(undefined, lab);
    if (fit !== active) terminalStore.choose(fit.id);
    return fit;
  },
  /** Opens another terminal in a lab's workspace and shows it; the server finds a name where none is given. */
  async add(name?: string, lab = currentLab()): Promise<TerminalView> {
    const made = await openTerminal(name, lab);
    terminals = [...terminals.filter(({ id }) => id !== made.id), made];
    terminalStore.choose(made.id);
    return made;
  },
  /** Ends a terminal and all that runs in it. */
  async remove(id: string): Promise<void> {
    await call('DELETE', `/api/terminals/${id}`).catch(() => undefined);
    terminals = terminals.filter((terminal) => terminal.id !== id);
    tell();
  },
  /** Puts a new terminal of the same name where another one was. */
  async replace(id: string, name: string | undefined, lab: string): Promise<void> {
    replacing = true;
    try {
      await call('DELETE', `/api/terminals/${id}`).catch(() => undefined);
      const made = await openTerminal(name, lab);
      terminals = terminals.map((terminal) => (terminal.id === id ? made : terminal));
      chosen.set(currentLab(), made.id);
    } finally {
      replacing = false;
      tell();
    }
  },
  choose(id: string): void {
    chosen.set(currentLab(), id);
    tell();
  },
};

async function list(method: 'GET' | 'POST', path: string, body?: unknown): Promise<void> {
  const question = ++asked;
  const known = await call<TerminalView[]>(method, path, body);
  if (question !== asked || replacing) return;
  const places = new Map(terminals.map(({ id }, place) => [id, place]));
  const place = ({ id }: TerminalView) => places.get(id) ?? terminals.length;
  terminals = known.toSorted((one, other) => place(one) - place(other));
  tell();
}

function openTerminal(name: string | undefined, lab: string): Promise<TerminalView> {
  return call('POST', '/api/terminals', { ...(name && { name }), ...(lab && { lab }) });
}

function terminalOf(lab: string): TerminalView | undefined {
  return terminals.find((terminal) => terminal.lab === lab && !terminal.exited);
}

function tell(): void {
  for (const listener of [...listeners]) listener();
}

onCurrentLab(tell, new AbortController().signal);
