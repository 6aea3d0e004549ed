import { benchNow, onBench } from './bench-link.ts';
import { send } from './bench-signals.ts';
import { onLab } from './lab-store.ts';

/** A step of a lab within the prose: its check button, and whether it has been passed. */
class LabStep extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { lab = '', step = '' } = this.dataset;
    this.querySelector('[data-action="check"]')?.addEventListener(
      'click',
      () => {
        send('show', { tab: 'checks', focus: true });
        send('check', { lab, step });
      },
      { signal },
    );
    this.querySelector('[data-action="files"]')?.addEventListener(
      'click',
      () => send('show', { tab: 'files', focus: true }),
      { signal },
    );
    onLab((view) => {
      const passed = view.id === lab && view.steps.some(({ id, passed }) => id === step && passed);
      this.dataset['passed'] = passed ? 'yes' : 'no';
      this.querySelector<HTMLElement>('[data-part="state"]')!.textContent = passed ? '· ✓ passed' : '';
    }, signal);
    onBench(() => this.#showCheck(lab, step), signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #showCheck(lab: string, step: string): void {
    const { check, ready, mode } = benchNow();
    const note = this.querySelector<HTMLElement>('[data-part="note"]')!;
    const own = check?.lab === lab && check.step === step;
    const words = own
      ? `Checking: ${check.phase ?? 'asking the bench'}`
      : mode === 'bench' && !ready
        ? 'The bench is still starting; the pill above says how far it is.'
        : '';
    if (note.textContent !== words) note.textContent = words;
  }
}
customElements.define('lab-step', LabStep);
