import type { ServerResponse } from 'node:http';
import { headerValues } from '../access/header-values.ts';
import { isNavigation } from '../access/navigation.ts';
import type { OriginRefusal, RequestFacts } from '../access/request-origin.ts';
import { type PlainPage, pageHeaders, plainPage } from './plain-page.ts';
import { foreignName, otherName } from './refused-pages.ts';

/** Answers a request the door refuses: a person who navigates reads why and what to do, everyone else gets a problem. */
export function answerRefused(
  response: ServerResponse,
  { status, problem }: OriginRefusal,
  facts: RequestFacts,
  port: number,
): void {
  if (isNavigation(facts)) {
    const hosts = headerValues(facts.rawHeaders, 'host');
    answerPage(response, status, foreignName(hosts.length === 1 ? hosts[0] : undefined, port), port);
    return;
  }
  response.writeHead(status, { 'Content-Type': 'application/problem+json', Connection: 'close' });
  response.end(JSON.stringify(problem));
}

/** Leads a navigation under another name to the printed address. A sign-in link is not led there: its token is a secret. */
export function answerOtherName(
  response: ServerResponse,
  location: string,
  { path }: RequestFacts,
  port: number,
): void {
  if (path === '/enter') {
    answerPage(response, 403, otherName(port), port);
    return;
  }
  // Temporary and not kept: tomorrow another program may have the port.
  response.writeHead(307, {
    Location: location,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
  response.end();
}

function answerPage(response: ServerResponse, status: number, page: PlainPage, port: number): void {
  response.writeHead(status, {
    ...pageHeaders(`127.0.0.1:${port}`),
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end(plainPage(page));
}
