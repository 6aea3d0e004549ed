/** How a terminal's connection stands, as its page may tell. */
export type ClientState =
  | { state: 'connecting' }
  | { state: 'open' }
  | { state: 'not-responding' }
  | { state: 'reconnecting'; attempt: number }
  | { state: 'ended'; why: 'exit'; code: number; signal: number }
  | { state: 'ended'; why: 'closed' | 'gone' | 'replaced' | 'refused'; message?: string };
