import type { WebSocket } from 'ws';
import type { BenchEvent } from '#api/events.ts';
import type { SocketRoute } from './route.ts';

/** Sends what happens on the bench to every open page. */
export interface Hub {
  send(event: BenchEvent): void;
  route: SocketRoute;
}

/** A page with this many bytes unread is cut off; it connects again and begins with `hello`. */
const MAX_UNREAD = 4 * 1024 * 1024;
/** Milliseconds between two pings: a page on a sleeping laptop is gone after two. */
const PING = 5_000;

/** `greeting` gives what a page is told when it connects: `hello` with all state, then what is going on. */
export function createHub(greeting: () => BenchEvent[]): Hub {
  const pages = new Set<WebSocket>();
  const deliver = (page: WebSocket, text: string) => {
    if (page.bufferedAmount > MAX_UNREAD) page.terminate();
    else page.send(text, () => {});
  };
  return {
    send(event) {
      if (pages.size === 0) return;
      const text = JSON.stringify(event);
      for (const page of pages) deliver(page, text);
    },
    route: {
      path: /^\/api\/events$/,
      open: () => (page) => {
        pages.add(page);
        const stopPings = ping(page);
        page.once('close', () => {
          stopPings();
          pages.delete(page);
        });
        page.on('message', () => page.close(1008, 'This socket only sends'));
        for (const event of greeting()) deliver(page, JSON.stringify(event));
      },
    },
  };
}

/** Finds connections that are half open: no answer within one period ends the socket. */
function ping(page: WebSocket): () => void {
  let answered = true;
  page.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) page.terminate();
    answered = false;
    page.ping();
  }, PING);
  return () => clearInterval(timer);
}
