import type { RuntimeName } from '#system/runtime-name.ts';
import { browserStorage } from '../page/browser-storage.ts';
import { onBench } from '../server/bench-link.ts';
import { chooseRuntime, runtimeNames, runtimeToShow } from './runtime-choice.ts';

/** A part of a chapter for one runtime: shown where the bench runs on it, or where the reader has chosen it. */
class OnRuntime extends HTMLElement {
  #left = new AbortController();
  #head = document.createElement('p');
  #shown = '';

  connectedCallback(): void {
    this.#left = new AbortController();
    const { signal } = this.#left;
    this.#head = this.querySelector<HTMLParagraphElement>('[data-part="head"]') ?? this.#head;
    document.addEventListener('spanwise:runtime', () => this.#show(undefined), { signal });
    onBench(({ mode, runtime }) => {
      // Nothing is hidden before it is known who is there.
      if (mode !== 'asking') this.#show(runtime);
    }, signal);
  }

  disconnectedCallback(): void {
    this.#left.abort();
  }

  #show(bench: RuntimeName | undefined): void {
    const shown = runtimeToShow(bench, browserStorage());
    this.hidden = this.dataset['runtime'] !== shown;
    // The bench says something every second; buttons made anew would lose the keyboard.
    if (this.#shown === `${bench} ${shown}`) return;
    this.#shown = `${bench} ${shown}`;
    if (bench) {
      this.#head.removeAttribute('role');
      this.#head.textContent = runtimeNames[bench];
      return;
    }
    this.#head.setAttribute('role', 'group');
    this.#head.setAttribute('aria-label', 'Where the bench runs');
    this.#head.replaceChildren(...Object.keys(runtimeNames).map((name) => this.#button(name as RuntimeName)));
  }

  #button(name: RuntimeName): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button small';
    button.textContent = runtimeNames[name];
    button.setAttribute('aria-pressed', String(name === this.dataset['runtime']));
    button.addEventListener('click', () => {
      chooseRuntime(browserStorage(), name);
      document.dispatchEvent(new CustomEvent('spanwise:runtime'));
      // The button pressed may have gone with its part: the keyboard goes on at its twin beside it.
      twin(this, name)?.querySelector<HTMLButtonElement>('[aria-pressed="true"]')?.focus();
    });
    return button;
  }
}
customElements.define('on-runtime', OnRuntime);

function twin(part: HTMLElement, name: RuntimeName): Element | undefined {
  const near = [part, part.nextElementSibling, part.previousElementSibling];
  return near.find((one) => one?.matches(`on-runtime[data-runtime="${name}"]`)) ?? undefined;
}
