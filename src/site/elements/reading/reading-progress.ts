import { browserStorage } from '../page/browser-storage.ts';
import { changeProgress, readProgress } from './progress-store.ts';

const storage = browserStorage();
const chapter = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
const text = document.querySelector<HTMLElement>('main.prose');

showProgress();
if (text) {
  let waiting = false;
  const note = () => {
    waiting = false;
    const box = text.getBoundingClientRect();
    const reached = Math.min(1, Math.max(0, (innerHeight - box.top) / box.height));
    changeProgress(storage, chapter, (progress) => {
      progress.read = Math.max(progress.read, Math.round(reached * 100) / 100);
    });
    showProgress();
  };
  addEventListener(
    'scroll',
    () => {
      if (waiting) return;
      waiting = true;
      setTimeout(note, 400);
    },
    { passive: true },
  );
}

// The rail says how far each written chapter has been read, in words for those who do not see the bar.
function showProgress(): void {
  for (const entry of document.querySelectorAll<HTMLElement>('.rail [data-chapter]')) {
    const { read } = readProgress(storage, entry.dataset['chapter'] ?? '');
    const bar = entry.querySelector<HTMLElement>('.rail-progress');
    if (!bar || read < 0.02) continue;
    const percent = Math.round(read * 100);
    bar.hidden = false;
    bar.style.setProperty('--read', `${percent}%`);
    bar.textContent = percent >= 97 ? 'read' : `${percent} % read`;
  }
}
