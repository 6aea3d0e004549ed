import type { Phase } from '#runtimes/runtime.ts';

/** The page shown while the site is being built. It holds no script: the browser asks again by itself. */
export function waitPage(phase: Phase): string {
  const failed = phase.state === 'failed';
  const title = failed ? 'The course pages could not be built' : 'Building the course pages';
  const seconds = Math.round(phase.elapsed / 1_000);
  const usual = phase.usual ? `, usually ${Math.max(1, Math.round(phase.usual / 1_000))} s` : '';
  const body = failed
    ? `<p>The terminal where <code>npm start</code> runs shows why. The end of it:</p><pre>${escapeHtml(phase.detail ?? '')}</pre>
<p>After mending it, end <code>npm start</code> with Ctrl-C and start it again.</p>`
    : `<p>Spanwise is making its pages from their sources: once after an install or an update. So far ${seconds} s${usual}.</p>
<progress${phase.usual ? ` max="${phase.usual}" value="${Math.min(phase.elapsed, phase.usual * 0.97)}"` : ''}></progress>
<p>This page shows the course as soon as it is there.</p>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${failed ? 10 : 1}">
<title>${title} · Spanwise</title>
<link rel="icon" href="data:,">
<style>
  :root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif }
  body { max-width: 38rem; margin: 18vh auto 0; padding: 0 1.25rem }
  progress { width: 100% }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem }
</style>
<main>
<h1>${title}</h1>
${body}
</main>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
