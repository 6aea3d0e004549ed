import { headerValues } from './header-values.ts';
import type { RequestFacts } from './request-origin.ts';

/** Whether a person who follows a link or types an address waits for this answer: such a one is given a page. */
export function isNavigation({ method, path, rawHeaders, upgrade }: RequestFacts): boolean {
  if (method !== 'GET' || upgrade || !path.startsWith('/') || path.startsWith('/api/')) return false;
  const modes = headerValues(rawHeaders, 'sec-fetch-mode');
  if (modes.length > 0) return modes.every((mode) => mode === 'navigate');
  // Browsers that do not send the mode say what they can show.
  return headerValues(rawHeaders, 'accept').some((accept) => accept.includes('text/html'));
}

/**
 * Where a navigation under another of this server's names goes on: the address that `npm start` prints. Cookies and the
 * browser's storage know one name only, so that under another the same learner would be nobody. Undefined for every
 * other request. The door has let it through before.
 */
export function printedAddress(facts: RequestFacts, target: string, port: number): string | undefined {
  const [host = ''] = headerValues(facts.rawHeaders, 'host');
  // Port 80 may be left out of the name.
  if (host.replace(/:80$/, '') === `127.0.0.1:${port}`.replace(/:80$/, '')) return undefined;
  if (!isNavigation(facts)) return undefined;
  // Put together as text: parsed, a path such as `/\\other.example` would name another host.
  const [path = '/', ...rest] = target.split('?');
  const query = new URLSearchParams(rest.join('?'));
  // A secret in an address is not sent on to another one.
  query.delete('token');
  return `http://127.0.0.1:${port}${path}${query.size > 0 ? `?${query}` : ''}`;
}
