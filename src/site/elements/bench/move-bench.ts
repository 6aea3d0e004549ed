import { html } from 'lit-html';
import type { RuntimeName } from '#system/runtime-name.ts';
import { askQuestion } from '../page/ask-question.ts';
import { BenchError, call } from '../server/bench-api.ts';
import type { BenchState } from '../server/bench-state.ts';
import { moveTexts } from './move-texts.ts';

/**
 * Takes the bench to another runtime after the learner has read what that does and wants it. `say` hears that the server
 * is asked, and why it refused; how the move goes on is told by the bench’s events.
 */
export async function moveBench(
  state: BenchState,
  to: RuntimeName,
  say: (words: string) => void,
): Promise<void> {
  const { title, text, confirm } = moveTexts(state, to);
  const body = html`${text.map((paragraph) => html`<p>${paragraph}</p>`)}`;
  if (!(await askQuestion({ title, body, confirm }))) return;
  say('Looking whether this machine has what that needs.');
  try {
    await call('POST', '/api/bench/runtime', { runtime: to });
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    say(error.message);
  }
}
