import { expect, it } from 'vitest';
import { createReporter } from '#server/start/terminal-reporter.ts';

function report(isTTY: boolean): string {
  let text = '';
  const reporter = createReporter({ isTTY, columns: 60, write: (more: string) => (text += more) });
  const phase = { id: 'a', title: 'Build Tempo', usual: 180_000 };
  reporter.phase({ ...phase, state: 'running', elapsed: 0 });
  reporter.phase({ ...phase, state: 'running', elapsed: 1_000 });
  reporter.line('A line between');
  reporter.phase({ id: 'b', title: 'Start Postgres', state: 'failed', elapsed: 2_340, detail: 'disk full' });
  reporter.phase({ ...phase, state: 'done', elapsed: 125_000 });
  return text;
}

it('writes plain lines, one a change, where nobody can see a line move', () => {
  expect(report(false)).toMatchInlineSnapshot(`
    "  … Build Tempo (0.0 s, usually 3 min 0 s)
    A line between
      ✗ Start Postgres (2.3 s): disk full
      ✓ Build Tempo (2 min 5 s)
    "
  `);
});

it('keeps one live line on a terminal', () => {
  expect(report(true).replaceAll('\r\u001b[K', '<clear>')).toMatchInlineSnapshot(`
    "<clear>  … Build Tempo (0.0 s, usually 3 min 0 s)<clear>  … Build Tempo (1.0 s, usually 3 min 0 s)<clear>A line between
      … Build Tempo (1.0 s, usually 3 min 0 s)<clear>  ✗ Start Postgres (2.3 s): disk full
      … Build Tempo (1.0 s, usually 3 min 0 s)<clear>  ✓ Build Tempo (2 min 5 s)
    "
  `);
});

it('says phases anew that begin again, and draws none of those that were given up', () => {
  let text = '';
  const reporter = createReporter({ isTTY: true, columns: 60, write: (more: string) => (text += more) });
  reporter.phase({ id: 'tempo', title: 'Build Tempo', state: 'running', elapsed: 0 });
  reporter.phase({ id: 'check', title: 'Check this machine', state: 'done', elapsed: 1 });
  reporter.forget();
  text = '';
  reporter.phase({ id: 'check', title: 'Check this machine', state: 'done', elapsed: 1 });
  expect(text.replaceAll('\r\u001b[K', '<clear>')).toBe('<clear>  ✓ Check this machine\n');
});
