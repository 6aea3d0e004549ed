import { loggedPrograms } from '#system/logged-programs.ts';
import { html, type Markup } from '../page/markup.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { onBench } from '../server/bench-link.ts';
import { hear, send } from '../server/bench-signals.ts';
import { type LogEntry, readLogLine, wanted } from './log-line.ts';

const KEEP = 2000;
const SHOW = 400;
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
    this.innerHTML = html`<div class="logs-head">
        <div role="group" aria-label="Parts whose logs are shown" class="log-parts"></div>
        <label>Words or trace id <input type="search" spellcheck="false" autocomplete="off"></label>
      </div>
      <p class="log-count" role="status"></p>
      <div class="log-lines" tabindex="0" role="log" aria-live="off" aria-label="Log lines"></div>`.html;
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
      ({ traceId }) => {
        this.#input.value = traceId;
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
        this.#showParts();
      }
      if (event?.type !== 'log') return;
      this.#entries.push(readLogLine(event.part, event.time, event.text, event.traceId));
      if (this.#entries.length > KEEP) this.#entries.splice(0, this.#entries.length - KEEP);
      this.#soon();
    }, signal);
    this.#showParts();
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
    const { part, trace } = target.closest<HTMLElement>('button')?.dataset ?? {};
    if (part) {
      if (!this.#parts.delete(part)) this.#parts.add(part);
      this.#showParts();
      this.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus();
    }
    if (trace) this.#input.value = this.#input.value === trace ? '' : trace;
    this.#soon();
  }

  #soon(): void {
    if (this.#pending) return;
    this.#pending = true;
    setTimeout(() => {
      this.#pending = false;
      if (this.offsetParent !== null) this.#show();
    }, 120);
  }

  #show(): void {
    const lines = this.querySelector<HTMLElement>('.log-lines')!;
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
    const found = this.#entries.filter((entry) => wanted(entry, this.#parts, this.#input.value));
    const shown = found.slice(-SHOW);
    lines.innerHTML = shown.map((entry) => line(entry).html).join('');
    this.querySelector('.log-count')!.textContent = count(found.length, shown.length, this.#entries.length);
    if (atEnd) lines.scrollTop = lines.scrollHeight;
  }

  #showParts(): void {
    this.querySelector('.log-parts')!.innerHTML = html`${this.#known.map(
      (part) =>
        html`<button type="button" data-part="${part}" data-service="${part}" aria-pressed="${this.#parts.has(part)}"><span class="service">${part}</span></button>`,
    )}`.html;
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

function line(entry: LogEntry): Markup {
  const time = clock(entry.time);
  return html`<div class="log-line" data-service="${entry.part}" data-level="${entry.level}"><time>${time}</time>
    <span class="service">${entry.part}</span><span class="log-text">${
      entry.level && entry.level !== 'info' && html`<b>${entry.level}</b> `
    }${entry.message} <span class="log-rest">${entry.rest}</span>${
      entry.traceId &&
      html` <button type="button" class="trace-id" data-trace="${entry.traceId}" title="Show only this trace">${entry.traceId}</button>`
    }</span></div>`;
}

function clock(time: number): string {
  const date = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

function count(found: number, shown: number, all: number): string {
  if (all === 0) return 'No lines yet. Send a checkout and each service writes some.';
  if (found === 0) return `None of ${all} lines fits the filter.`;
  return shown < found ? `The newest ${shown} of ${found} lines.` : `${found} of ${all} lines.`;
}
