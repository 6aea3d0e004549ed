import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { savedOrAsked } from '../files/ask-unsaved.ts';
import { keepFocus } from '../page/keep-focus.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { benchNow, onBench } from '../server/bench-link.ts';
import { openInEditor } from '../server/bench-signals.ts';
import { deployNow } from '../server/deploy-now.ts';
import { labNow } from '../server/lab-store.ts';
import { NOT_RUNNING_KEY, type Trouble, troublesOf } from './bench-troubles.ts';
import { currentLab, labTitle, onCurrentLab, titleAsker } from './current-lab.ts';
import { moveBench } from './move-bench.ts';

/** The bar above the panels: what stands in the way of the lab, each with a button that mends it. */
class NoticeBar extends HTMLElement {
  #stop = new AbortController();
  #troubles: Trouble[] = [];
  #mending = new Map<string, string>();
  #askTitle = titleAsker(() => this.#look(), this.#stop.signal);

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#askTitle = titleAsker(() => this.#look(), signal);
    this.setAttribute('role', 'status');
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    onBench(() => this.#look(), signal);
    onCurrentLab(() => {
      this.#mending.delete('other-lab');
      this.#look();
    }, signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #look(): void {
    const lab = currentLab();
    this.#askTitle(benchNow().running?.lab);
    const troubles = troublesOf(benchNow(), { lab, needs: labNow(lab)?.parts ?? [] }, labTitle);
    if (JSON.stringify(troubles) === JSON.stringify(this.#troubles)) return;
    this.#troubles = troubles;
    for (const key of this.#mending.keys())
      if (!troubles.some((trouble) => trouble.key === key)) this.#mending.delete(key);
    this.#show();
  }

  #show(): void {
    const empty = this.#troubles.length === 0;
    if (!empty) this.hidden = false;
    // That the services are of another lab, or that a part is on its way, is to be known, and no fault.
    const known = ['other-lab', NOT_RUNNING_KEY];
    this.dataset['tone'] = this.#troubles.every(({ key }) => known.includes(key) || key.startsWith('coming-'))
      ? 'note'
      : 'trouble';
    // The editor says it beside its own button, and must not move while somebody types.
    this.dataset['only'] = this.#troubles.map(({ key }) => key).join(' ');
    const rows = repeat(
      this.#troubles,
      ({ key }) => key,
      (trouble) =>
        html`<li data-key="${trouble.key}" tabindex="-1"><span>${trouble.words}</span> ${this.#mending.get(trouble.key) ?? mendButton(trouble)}</li>`,
    );
    const key = document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key'];
    // A button gives way to what becomes of it; a notice that goes, to the next one or to the bench below.
    keepFocus(
      this,
      () => render(html`<ul>${rows}</ul>`, this),
      () =>
        [...this.querySelectorAll<HTMLElement>('[data-key]')].find((row) => row.dataset['key'] === key) ??
        this.querySelector<HTMLElement>('button') ??
        document.querySelector<HTMLElement>('.bench-tabs [aria-selected="true"]'),
    );
    this.hidden = empty;
  }

  async #act(target: HTMLElement): Promise<void> {
    const key = target.closest<HTMLElement>('[data-mend]')?.dataset['mend'];
    const instead = this.#troubles.find((trouble) => trouble.key === key)?.instead;
    if (key && instead && target.closest('[data-instead]'))
      return moveBench(benchNow(), instead.runtime, (words) => this.#say(key, words || undefined));
    const mend = this.#troubles.find((trouble) => trouble.key === key)?.mend;
    if (!key || !mend) return;
    if ('open' in mend) return openInEditor({ lab: currentLab(), ...mend.open }, true);
    if ('deploy' in mend) {
      if (!(await savedOrAsked(currentLab(), 'Build what is on disk'))) return;
      this.#say(key, 'Building and restarting what differs');
      const { words } = await deployNow(currentLab());
      return this.#say(key, `${words}.`);
    }
    this.#say(key, 'Starting it again');
    try {
      await call('POST', 'restart' in mend ? `/api/parts/${mend.restart}/restart` : '/api/runtime/up');
      this.#say(key, undefined);
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.#say(key, error.message);
    }
  }

  #say(key: string, words: string | undefined): void {
    if (words === undefined) this.#mending.delete(key);
    else this.#mending.set(key, words);
    this.#show();
  }
}
customElements.define('notice-bar', NoticeBar);

function mendButton({ key, mend, instead }: Trouble): TemplateResult | typeof nothing {
  if (!mend) return nothing;
  // The editor shows the lab's own files; another one is opened in an editor of the learner's.
  if ('open' in mend && !labNow(currentLab())?.files.some(({ path }) => path === mend.open.path))
    return html`<code>${mend.open.path}</code>`;
  if ('deploy' in mend)
    return html`<button type="button" class="button small" data-mend="${key}">Build and restart</button>`;
  const words = 'open' in mend ? 'Open the line' : 'restart' in mend ? 'Restart' : 'Try to start again';
  return html`<button type="button" class="button small" data-mend="${key}">${words}</button>
    ${
      instead
        ? html`<button type="button" class="button small" data-mend="${key}" data-instead>Run on ${instead.where} instead</button>`
        : nothing
    }`;
}
