import { render } from 'lit-html';
import { loggedPrograms } from '#system/logged-programs.ts';
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
  #loaded = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#draw([], 0);
    this.#input.addEventListener('input', () => this.#soon(), { signal });
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
        send('show', { tab: 'logs', focus: false });
        this.#soon();
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
      if (this.#entries.length > KEPT) this.#entries.splice(0, this.#entries.length - KEPT);
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
    const { part, trace, showTrace } = target.closest<HTMLElement>('button')?.dataset ?? {};
    if (part) {
      if (!this.#parts.delete(part)) this.#parts.add(part);
      this.#show();
    }
    if (showTrace) showTraceTab(showTrace);
    if (trace) this.#input.value = this.#input.value === trace ? '' : trace;
    this.#soon();
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
    const lines = this.querySelector<HTMLElement>('.log-lines')!;
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
    const found = this.#entries.filter((entry) => wanted(entry, this.#parts, this.#input.value));
    this.#draw(found.slice(-SHOWN), found.length);
    if (atEnd) lines.scrollTop = lines.scrollHeight;
  }

  #draw(shown: readonly LogEntry[], found: number): void {
    const state = { parts: this.#known, chosen: this.#parts, kept: this.#entries.length, shown, found };
    render(logsView(state), this);
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
