import type { Bearer } from './bearer.ts';

/** Every call each bearer may make; all others are closed to it. `:x` is one part of a path, `:x+` one or more. */
export const BEARER_CALLS: Readonly<Record<Bearer, readonly string[]>> = {
  admin: ['POST /api/links'],
  bench: [
    'GET /api/bench',
    'GET /api/labs',
    'GET /api/labs/:lab',
    'GET /api/labs/:lab/changes',
    'POST /api/labs/:lab/files/:path+/reset',
    'GET /api/labs/:lab/steps/:step/answers',
    'PUT /api/labs/:lab/steps/:step/answers/:field',
    'POST /api/labs/:lab/steps/:step/open',
    'POST /api/labs/:lab/steps/:step/reset',
    'POST /api/labs/:lab/steps/:step/solve',
    'POST /api/labs/:lab/steps/:step/skip',
    'POST /api/labs/:lab/steps/:step/hint',
    'POST /api/labs/:lab/reset',
    'POST /api/labs/:lab/restore',
    'POST /api/labs/:lab/steps/:step/check',
    'GET /api/labs/:lab/checks/:run',
    'DELETE /api/labs/:lab/checks/:run',
    'POST /api/labs/:lab/deploy',
    'GET /api/parts/:part/logs',
    'POST /api/parts/:part/restart',
    'GET /api/traces/:traceId',
    'GET /api/traces/:traceId/spans',
    'GET /api/messages',
  ],
};

/** Whether the bearer may make this call. */
export function mayCall(bearer: Bearer | undefined, method: string, path: string): boolean {
  return bearer !== undefined && PATTERNS[bearer].some((pattern) => pattern.test(`${method} ${path}`));
}

const PATTERNS = { admin: patterns('admin'), bench: patterns('bench') };

function patterns(bearer: Bearer): RegExp[] {
  return BEARER_CALLS[bearer].map((call) => {
    const source = call.replaceAll(/:\w+(\+?)/g, (_, many) => (many ? '[^/]+(/[^/]+)*' : '[^/]+'));
    return new RegExp(`^${source}$`);
  });
}
