import { render } from 'lit-html';
import { loggedPrograms } from '#system/logged-programs.ts';
import { keepFocus } from '../page/keep-focus.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { onBench } from '../server/bench-link.ts';
import { hear, send } from '../server/bench-signals.ts';
import { showTraceTab } from '../traces/show-trace-tab.ts';
import { type LogEntry, readLogLine, wanted } from './log-line.ts';
import { logsView } from './logs-view.ts';

/** Lines kept to be searched: a few minutes of a busy bench. */
const KEPT = 2000;
/** Lines drawn at most: more make the page slow to draw, and nobody reads them. */
const SHOWN = 400;
/** Lines drawn, and kept, while somebody reads among them: what is looked at must not go, for as long as it is looked at. */
const HELD = 2000;
const KEPT_HELD = 5 * KEPT;
/** Milliseconds within which many new lines are drawn together. */
const DRAW_AFTER = 120;
const PROGRAMS = loggedPrograms();

/** The logs of all services on one timeline, filtered by service and by words or trace id. */
class LabLogs extends HTMLElement {
  #stop = new AbortController();
  #entries: LogEntry[] = [];
  #parts = new Set<string>(PROGRAMS);
  #known: readonly string[] = PROGRAMS;
  #pending = false;
  /** The first of the lines that are drawn. */
  #first: LogEntry | undefined;
  #loaded = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#draw([], 0);
    this.#input.addEventListener('input', () => this.#toNewest(), { signal });
    this.addEventListener('click', (event) => this.#act(event.target as HTMLElement), { signal });
    this.addEventListener(
      'spanwise:shown',
      (event) => {
        if ((event as CustomEvent<{ focus: boolean }>).detail.focus) this.#input.focus();
        void this.#load();
      },
      { signal },
    );
    hear(
      'logs',
      ({ words, part }) => {
        this.#input.value = words;
        if (part) this.#parts.add(part);
        send('show', { tab: 'logs', focus: true });
        this.#toNewest();
      },
      signal,
    );
    onBench((state, event) => {
      const names = [
        ...PROGRAMS,
        ...state.parts.map(({ part }) => part).filter((part) => !PROGRAMS.includes(part)),
      ];
      if (names.join() !== this.#known.join() || event?.type === 'hello') {
        this.#known = names;
        this.#show();
      }
      if (event?.type !== 'log') return;
      this.#entries.push(readLogLine(event.part, event.time, event.text, event.traceId));
      this.#forget();
      this.#soon();
    }, signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  // What was logged before this page came is fetched once, when the panel is first looked at.
  async #load(): Promise<void> {
    this.#soon();
    if (this.#loaded) return;
    this.#loaded = true;
    const first = this.#entries[0]?.time ?? Number.POSITIVE_INFINITY;
    const lists = await Promise.all(this.#known.map((part) => oldLines(part)));
    this.#entries.unshift(...lists.flat().filter(({ time }) => time < first));
    this.#entries.sort((a, b) => a.time - b.time);
    this.#soon();
  }

  #act(target: HTMLElement): void {
    const { part, trace, showTrace, action } = target.closest<HTMLElement>('button')?.dataset ?? {};
    if (showTrace) showTraceTab(showTrace);
    if (part && !this.#parts.delete(part)) this.#parts.add(part);
    if (trace) this.#input.value = this.#input.value === trace ? '' : trace;
    if (part || trace) this.#toNewest();
    if (trace) document.activeElement?.scrollIntoView({ block: 'nearest' });
    if (action !== 'newest') return;
    getSelection()?.removeAllRanges();
    this.#lines.focus();
    this.#toNewest();
    this.#lines.scrollTop = this.#lines.scrollHeight;
    this.#soon();
  }

  #forget(): void {
    const { length } = this.#entries;
    if (length > KEPT_HELD || (length > KEPT && !this.#isHeld())) this.#entries.splice(0, length - KEPT);
  }

  // Other lines are wanted than those that were read until now.
  #toNewest(): void {
    this.#first = undefined;
    this.#show();
  }

  // Somebody reads, copies or is about to press something among the lines.
  #isHeld(): boolean {
    if (!this.#first) return false;
    const { activeElement } = document;
    if (activeElement !== this.#lines && this.#lines.contains(activeElement)) return true;
    const selection = getSelection();
    if (selection && !selection.isCollapsed && selection.containsNode(this.#lines, true)) return true;
    return !this.#isAtEnd();
  }

  #isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.#lines;
    return scrollHeight - scrollTop - clientHeight < 40;
  }

  #soon(): void {
    if (this.#pending) return;
    this.#pending = true;
    setTimeout(() => {
      this.#pending = false;
      if (this.offsetParent !== null) this.#show();
    }, DRAW_AFTER);
  }

  #show(): void {
    const held = this.#isHeld();
    const follow = !held && this.#isAtEnd();
    const found = this.#entries.filter((entry) => wanted(entry, this.#parts, this.#input.value));
    const from = this.#first && held ? Math.max(0, found.indexOf(this.#first)) : undefined;
    const shown = from === undefined ? found.slice(-SHOWN) : found.slice(from, from + HELD);
    this.#first = shown[0];
    this.#draw(shown, found.length, held);
    if (follow) this.#lines.scrollTop = this.#lines.scrollHeight;
  }

  #draw(shown: readonly LogEntry[], found: number, held = false): void {
    const state = { parts: this.#known, chosen: this.#parts, kept: this.#entries.length, shown, found, held };
    keepFocus(
      this,
      () => render(logsView(state), this),
      () => this.#lines,
    );
  }

  get #lines(): HTMLElement {
    return this.querySelector<HTMLElement>('.log-lines')!;
  }

  get #input(): HTMLInputElement {
    return this.querySelector('input')!;
  }
}
customElements.define('lab-logs', LabLogs);

async function oldLines(part: string): Promise<LogEntry[]> {
  try {
    const { lines } = await call<{ lines: { time: number; text: string }[] }>(
      'GET',
      `/api/parts/${part}/logs`,
    );
    return lines.map(({ time, text }) => readLogLine(part, time, text));
  } catch (error) {
    if (error instanceof BenchError) return [];
    throw error;
  }
}
