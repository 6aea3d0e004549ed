import type { Problem } from '#api/problem.ts';
import { headerValues } from './header-values.ts';

/** What of a request says where it comes from; looked at before anything else. */
export interface RequestFacts {
  method: string;
  path: string;
  rawHeaders: readonly string[];
  /** Whether it asks to become a websocket. */
  upgrade: boolean;
}

/** Why a request is refused for where it comes from. */
export interface OriginRefusal {
  status: 403;
  problem: Problem;
  /** Set when the only objection is a missing Origin, which programs never send: the right token may still open the call. */
  unlessProgram?: true;
}

/**
 * Refuses requests that another site's page could have caused: Host against name rebinding, Origin and
 * Sec-Fetch-Site against cross-site calls. Peer address and forwarding headers are never asked.
 */
export function rejectForeign(facts: RequestFacts, port: number): OriginRefusal | undefined {
  const hosts = headerValues(facts.rawHeaders, 'host');
  const host = hosts[0];
  if (hosts.length !== 1 || host === undefined || !allowedHosts(port).includes(host)) {
    return refusal('The server does not answer under this name.', `Open http://127.0.0.1:${port}/ instead.`);
  }
  // A complete URL as the target has a host of its own, which the check above has not seen.
  if (!facts.path.startsWith('/')) {
    return refusal('The server answers to paths only.', `Open http://127.0.0.1:${port}/ instead.`);
  }
  const sites = headerValues(facts.rawHeaders, 'sec-fetch-site');
  const changes = facts.upgrade || !['GET', 'HEAD'].includes(facts.method);
  if (!changes) {
    const foreign = sites.some((site) => site !== 'same-origin' && site !== 'none');
    return foreign && facts.path.startsWith('/api/') ? crossSite() : undefined;
  }
  if (sites.some((site) => site !== 'same-origin')) return crossSite();
  const origins = headerValues(facts.rawHeaders, 'origin');
  if (origins.length === 0) return { ...crossSite(), ...(!facts.upgrade && { unlessProgram: true }) };
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
