import { anyKept } from '../edited-files/kept-texts.ts';
import { browserStorage, ownStorage } from '../page/browser-storage.ts';
import { benchNow, onBench } from '../server/bench-link.ts';
import { hear, type TabName } from '../server/bench-signals.ts';
import { followCollapse } from './collapse.ts';
import { chooseLab, currentLab, labsHere, labTitle, onCurrentLab } from './current-lab.ts';
import { followKeys } from './follow-keys.ts';
import { followReading } from './follow-reading.ts';
import { keepTab, keptTab } from './kept-tab.ts';
import { followSplitter } from './splitter.ts';

const PANELS: Readonly<Record<TabName, () => Promise<unknown>>> = {
  terminal: () => import('../terminal/terminal-tabs.ts'),
  files: () => import('../files/lab-files.ts'),
  traces: () => import('../traces/lab-traces.ts'),
  logs: () => import('../logs/lab-logs.ts'),
  checks: () => import('../checks/lab-checks.ts'),
};

/** The bench beside the prose: its tabs, its lab, its width, its folding, and the keys that lead to each tab. */
class SpanBench extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    followCollapse(this, signal);
    followSplitter(this.querySelector<HTMLElement>('.bench-splitter')!, signal);
    for (const tab of this.#tabs()) {
      tab.addEventListener('click', () => this.#choose(tab.dataset['tab'] as TabName), { signal });
    }
    this.querySelector('[role="tablist"]')?.addEventListener(
      'keydown',
      (event) => this.#walk(event as KeyboardEvent),
      { signal },
    );
    hear(
      'show',
      ({ tab, focus, lab }) => {
        if (lab) chooseLab(lab);
        this.#choose(tab, focus);
      },
      signal,
    );
    followKeys(signal);
    this.#followLabs(signal);
    let known = false;
    onBench(({ mode }) => {
      if (mode !== 'bench' || known) return;
      known = true;
      this.#show(this.#current());
      // The logs' and checks' panels collect events from the start, shown or not.
      void PANELS.logs().catch(() => undefined);
      void PANELS.checks().catch(() => undefined);
      // What was typed and could not be saved is offered whether or not its panel is looked at.
      if (anyKept(ownStorage())) void PANELS.files().catch(() => undefined);
      // Trace ids in logs and verdicts lead to the traces' panel, which has to be there to hear it.
      void PANELS.traces().catch(() => undefined);
    }, signal);
    hear('unsaved', ({ lab, files }) => this.#markFiles(lab, files), signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  // A tab that was asked for, by hand or by what was done, stays when the lab changes.
  #chosen = false;

  #choose(name: TabName, focus?: boolean): void {
    this.#chosen = true;
    keepTab(browserStorage(), currentLab(), name);
    this.#show(name, focus);
  }

  #show(name: TabName, focus?: boolean): void {
    for (const tab of this.#tabs()) {
      const chosen = tab.dataset['tab'] === name;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      this.querySelector<HTMLElement>(`#panel-${tab.dataset['tab']}`)!.hidden = !chosen;
    }
    if (focus !== undefined) document.documentElement.dataset['sheet'] = 'open';
    if (focus !== undefined && document.documentElement.dataset['bench'] === 'folded') {
      this.querySelector<HTMLElement>('[data-collapse="bench"]')?.click();
    }
    const panel = this.querySelector<HTMLElement>(`#panel-${name}`)!;
    const detail = { focus: focus === true };
    void PANELS[name]().then(
      () =>
        panel
          .querySelector(':scope > :not([hidden])')
          ?.dispatchEvent(new CustomEvent('spanwise:shown', { detail })),
      () => offerReload(panel),
    );
  }

  // Each lab has panels of its own, so that whoever comes back finds the open file and the verdict as they were.
  #followLabs(signal: AbortSignal): void {
    if (labsHere().length < 2) return;
    const choice = this.querySelector<HTMLSelectElement>('.bench-lab select')!;
    // Opens at the lab worked at last, unless the reader is at a step or has chosen by then.
    let settled = false;
    const settle = () => {
      settled = true;
    };
    onCurrentLab((lab) => this.#showLab(lab), signal);
    followReading(this, signal, settle);
    choice.addEventListener(
      'change',
      () => {
        settle();
        chooseLab(choice.value);
      },
      { signal },
    );
    let greeted = false;
    // The hello itself may have come before this element was there to hear it.
    onBench((state) => {
      if (!state.connected || greeted) return;
      greeted = true;
      if (!settled && state.lab) chooseLab(state.lab);
      settle();
      this.#showLab(currentLab());
    }, signal);
  }

  #showLab(lab: string): void {
    this.querySelector<HTMLSelectElement>('.bench-lab select')!.value = lab;
    for (const panel of this.querySelectorAll<HTMLElement>('.panel > [data-lab]'))
      panel.hidden = panel.dataset['lab'] !== lab;
    const title = labTitle(lab) ?? lab;
    for (const name of this.querySelectorAll('.bench-name')) name.textContent = title;
    this.closest('.bench-region')?.setAttribute('aria-label', `Bench: ${title}`);
    if (benchNow().mode === 'bench') this.#show(this.#current());
    if (this.#chosen) keepTab(browserStorage(), lab, this.#current());
  }

  #walk(event: KeyboardEvent): void {
    const tabs = this.#tabs();
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length]!;
    tab.focus();
    this.#choose(tab.dataset['tab'] as TabName);
  }

  #unsaved = new Map<string, number>();

  #markFiles(lab: string, files: number): void {
    this.#unsaved.set(lab, files);
    const all = [...this.#unsaved.values()].reduce((sum, count) => sum + count, 0);
    const tab = this.querySelector<HTMLElement>('#tab-files')!;
    tab.title = all === 0 ? 'Files (keys g f)' : `Files (keys g f), ${all} not saved`;
    tab.dataset['unsaved'] = String(all);
  }

  // Until a tab is chosen, the one in which the lab was left.
  #current(): TabName {
    const kept = this.#chosen ? undefined : keptTab(browserStorage(), currentLab());
    return (kept ??
      this.#tabs().find((tab) => tab.getAttribute('aria-selected') === 'true')?.dataset['tab'] ??
      'terminal') as TabName;
  }

  #tabs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.bench-tabs [role="tab"]')];
  }
}
customElements.define('span-bench', SpanBench);

// A panel's script is missing when the course was built anew after this page was opened.
function offerReload(panel: HTMLElement): void {
  if (panel.querySelector('.reload')) return;
  panel.insertAdjacentHTML(
    'afterbegin',
    '<p class="reload" role="alert">This part of the page could not be loaded; the course was probably built anew. <button type="button" class="button small">Reload the page</button></p>',
  );
  panel.querySelector('.reload button')?.addEventListener('click', () => location.reload());
}
