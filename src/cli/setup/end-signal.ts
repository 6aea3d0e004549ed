import { onEndAsked } from '#runtimes/process/on-end-asked.ts';

/** Aborts when the person at the terminal, or a supervisor, wants this command to end. */
export function endSignal(): AbortSignal {
  const controller = new AbortController();
  onEndAsked((reason) => controller.abort(reason));
  return controller.signal;
}
