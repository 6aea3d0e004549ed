import { EventEmitter } from 'node:events';

/** News of one kind, and whoever follows them. */
export interface Feed<T> {
  emit(news: T): void;
  /** Calls back with all that is emitted until `signal` aborts. */
  follow(listener: (news: T) => void, signal: AbortSignal): void;
}

/** Makes a feed that nobody follows yet. */
export function createFeed<T>(): Feed<T> {
  const events = new EventEmitter().setMaxListeners(0);
  return {
    emit: (news) => void events.emit('news', news),
    follow(listener, signal) {
      if (signal.aborted) return;
      events.on('news', listener);
      signal.addEventListener('abort', () => events.off('news', listener), { once: true });
    },
  };
}
