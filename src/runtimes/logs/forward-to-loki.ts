import type { Endpoints } from '#system/endpoints.ts';
import type { OptionalPart } from '#system/part-names.ts';
import { forwardLogs } from './forward-logs.ts';
import type { Logs } from './logs.ts';

interface ToLoki {
  logs: Logs;
  chosen: () => readonly OptionalPart[];
  endpoints: () => Endpoints;
  /** Whether Loki is there; until it is, lines wait. */
  isReady: () => boolean;
}

/**
 * Gives what begins to send the services' log lines on, for the time of the signal it is called with: once in a
 * lifetime, and only where somebody takes logs.
 */
export function forwardToLoki({ logs, chosen, endpoints, isReady }: ToLoki): (lifetime: AbortSignal) => void {
  let forwarding: AbortSignal | undefined;
  return (lifetime) => {
    if (forwarding === lifetime || !chosen().includes('loki')) return;
    forwarding = lifetime;
    forwardLogs({
      follow: logs.follow,
      otlpHttp: endpoints().otlpHttp,
      isOpen: isReady,
      notify: (text) => logs.add('loki', text),
      signal: lifetime,
    });
  };
}
