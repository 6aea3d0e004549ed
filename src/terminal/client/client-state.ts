import type { PromptState } from '../messages.ts';
import type { Size } from '../sizing.ts';

/** How a terminal's connection stands, as its page may tell. */
export type ClientState =
  | { state: 'connecting' }
  | { state: 'open' }
  | { state: 'not-responding' }
  | { state: 'reconnecting'; attempt: number }
  | { state: 'ended'; why: 'exit'; code: number; signal: number }
  | { state: 'ended'; why: 'closed' | 'gone' | 'replaced' | 'refused'; message?: string };

/** What the shell is doing, as far as a page may tell. */
export type ShellState = PromptState;

/** The size that all windows of a terminal have, and whether it is this one's own. */
export interface SharedSize extends Size {
  owner: boolean;
}
