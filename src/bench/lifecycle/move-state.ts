import type { Runtime } from '#runtimes/runtime.ts';

type Name = Runtime['name'];

/** How far a move of the bench to another runtime has come. A start has a number, since a newer move may overtake it. */
export type MoveState =
  | { step: 'idle' }
  /** It is found out whether this machine has what the other runtime needs; `start` goes on meanwhile. */
  | { step: 'checking'; to: Name; start?: number }
  | { step: 'stopping'; to: Name }
  | { step: 'starting'; start: number };

/** What can happen to a move. */
export type MoveEvent =
  | { type: 'asked'; to: Name }
  | { type: 'refused' }
  | { type: 'stop' }
  | { type: 'stopped'; start: number }
  | { type: 'started'; start: number };

/**
 * The state after an event. It is the very same object where the event changes nothing: a move asked for while another
 * goes on, or the end of a start that a newer move has overtaken.
 */
export function nextMoveState(state: MoveState, event: MoveEvent): MoveState {
  switch (event.type) {
    case 'asked':
      if (state.step === 'idle') return { step: 'checking', to: event.to };
      return state.step === 'starting' ? { step: 'checking', to: event.to, start: state.start } : state;
    case 'refused':
      if (state.step !== 'checking') return state;
      return state.start === undefined ? { step: 'idle' } : { step: 'starting', start: state.start };
    case 'stop':
      return state.step === 'checking' ? { step: 'stopping', to: state.to } : state;
    case 'stopped':
      return state.step === 'stopping' ? { step: 'starting', start: event.start } : state;
    case 'started':
      if (!('start' in state) || state.start !== event.start) return state;
      return state.step === 'checking' ? { step: 'checking', to: state.to } : { step: 'idle' };
  }
}
