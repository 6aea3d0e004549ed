import type { Problem } from '#api/problem.ts';
import { headerValues } from './header-values.ts';

/** What the door needs to know of a request, before anything else looks at it. */
export interface RequestFacts {
  method: string;
  path: string;
  rawHeaders: readonly string[];
  /** Whether it asks to become a websocket. */
  upgrade: boolean;
}

export interface OriginRefusal {
  status: 403;
  problem: Problem;
  /** Only because no page sent it: a program with the right token may still make the call. */
  unlessProgram?: true;
}

/**
 * Refuses requests that another site's page could have caused: Host against name rebinding, Origin and
 * Sec-Fetch-Site against cross-site calls. Peer address and forwarding headers are never asked.
 */
export function rejectForeign(visit: RequestFacts, port: number): OriginRefusal | undefined {
  const hosts = headerValues(visit.rawHeaders, 'host');
  const host = hosts[0];
  if (hosts.length !== 1 || host === undefined || !allowedHosts(port).includes(host)) {
    return refusal('The server does not answer under this name.', `Open http://127.0.0.1:${port}/ instead.`);
  }
  // A whole URL as the target has a host of its own, which was not asked about above.
  if (!visit.path.startsWith('/')) {
    return refusal('The server answers to paths only.', `Open http://127.0.0.1:${port}/ instead.`);
  }
  const sites = headerValues(visit.rawHeaders, 'sec-fetch-site');
  const changes = visit.upgrade || !['GET', 'HEAD'].includes(visit.method);
  if (!changes) {
    const foreign = sites.some((site) => site !== 'same-origin' && site !== 'none');
    return foreign && visit.path.startsWith('/api/') ? crossSite() : undefined;
  }
  if (sites.some((site) => site !== 'same-origin')) return crossSite();
  const origins = headerValues(visit.rawHeaders, 'origin');
  if (origins.length === 0) return { ...crossSite(), ...(!visit.upgrade && { unlessProgram: true }) };
  return origins.length === 1 && origins[0] === `http://${host}` ? undefined : crossSite();
}

function allowedHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const full = names.map((name) => `${name}:${port}`);
  return port === 80 ? [...full, ...names] : full;
}

function crossSite(): OriginRefusal {
  return refusal('The request did not come from this site’s own page.', 'Use the page this server shows.');
}

function refusal(title: string, next: string): OriginRefusal {
  return { status: 403, problem: { title, next } };
}
