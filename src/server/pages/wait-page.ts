import type { Phase } from '#runtimes/runtime.ts';
import { escapeHtml, plainPage } from './plain-page.ts';

/** The page shown while the site is being built. It holds no script: the browser asks again by itself. */
export function waitPage(phase: Phase): string {
  if (phase.state === 'failed') {
    const body = `<p>The terminal where <code>npm start</code> runs shows why. The end of it:</p><pre>${escapeHtml(phase.detail ?? '')}</pre>
<p>After fixing it, end <code>npm start</code> with Ctrl-C and start it again.</p>`;
    return plainPage({ title: 'The course pages could not be built', body, refresh: 10 });
  }
  const seconds = Math.round(phase.elapsed / 1_000);
  const usual = phase.usual ? `, usually ${Math.max(1, Math.round(phase.usual / 1_000))} s` : '';
  const body = `<p>Spanwise is making its pages from their sources: once after an install or an update. So far ${seconds} s${usual}.</p>
<progress aria-label="Build of the pages"${phase.usual ? ` max="${phase.usual}" value="${Math.min(phase.elapsed, phase.usual * 0.97)}"` : ''}></progress>
<p>This page shows the course as soon as it is there.</p>`;
  return plainPage({ title: 'Building the course pages', body, refresh: 1 });
}
