import type { UnsavedFile } from '../edited-files/open-file.ts';
import { onLeave } from '../files/on-leave.ts';
import { ownStorage } from '../page/browser-storage.ts';
import { onBench } from '../server/bench-link.ts';
import { hear } from '../server/bench-signals.ts';
import { type AnswerDrafts, createAnswerDrafts } from './answer-drafts.ts';
import { answerServer } from './answer-server.ts';
import { keptAnswers } from './kept-answers.ts';

/** The answers of one step on this page, which may show its questions in two places. */
interface Store {
  drafts: AnswerDrafts;
  listeners: Set<() => void>;
}

const FILE = 'answers.yaml';
const stores = new Map<string, Store>();

/** The answers to a step's questions; `changed` is called after every change of them, until `signal` aborts. */
export function followAnswers(
  lab: string,
  step: string,
  changed: () => void,
  signal: AbortSignal,
): AnswerDrafts {
  const key = `${lab}/${step}`;
  const store = stores.get(key) ?? open(lab, step);
  stores.set(key, store);
  store.listeners.add(changed);
  signal.addEventListener('abort', () => store.listeners.delete(changed));
  return store.drafts;
}

/** What is typed outlives the elements that show it, so that the store ends with the page alone. */
function open(lab: string, step: string): Store {
  const page = new AbortController();
  const listeners = new Set<() => void>();
  const kept = keptAnswers(ownStorage(), lab, step, crypto.randomUUID());
  const drafts = createAnswerDrafts(answerServer(lab, step), kept, () => {
    for (const listener of [...listeners]) listener();
  });
  onBench((state, event) => {
    const isNews =
      event?.type === 'hello' ||
      (event?.type === 'lab' && event.lab === lab) ||
      (event?.type === 'file' && event.lab === lab && event.path === FILE);
    if (isNews || (event === undefined && state.connected)) void drafts.refresh();
  }, page.signal);
  hear(
    'save',
    ({ waits, lab: asked }) => (asked ?? lab) === lab && waits.push(unsavedOf(drafts, step)),
    page.signal,
  );
  onLeave(drafts.leave, page.signal);
  return { drafts, listeners };
}

/** Saves what is typed; the file of the answers where some of it is not on disk, and why. */
async function unsavedOf(drafts: AnswerDrafts, step: string): Promise<UnsavedFile[]> {
  return (await drafts.saveAll())
    ? []
    : [{ path: FILE, why: `${drafts.shown().note}.`.replace(/\.+$/, '.'), step }];
}
