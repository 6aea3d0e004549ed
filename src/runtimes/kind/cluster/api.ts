import {
  HttpMethod,
  IsomorphicFetchHttpLibrary,
  type KubeConfig,
  RequestContext,
} from '@kubernetes/client-node';
import { BenchNotUp } from '../../runtime.ts';

/** The Kubernetes API of one cluster; paths begin with /api or /apis, bodies and answers are JSON. */
export interface Api {
  get<T>(path: string, signal: AbortSignal): Promise<T>;
  post<T>(path: string, body: unknown, signal: AbortSignal): Promise<T>;
  /** A strategic merge patch. */
  patch<T>(path: string, body: unknown, signal: AbortSignal): Promise<T>;
  remove(path: string, signal: AbortSignal): Promise<void>;
  /** The lines of an answer that goes on, such as a log that is followed; throws when it breaks off. */
  lines(path: string, signal: AbortSignal): AsyncIterable<string>;
}

/** The API answered with an error, such as that the kubeconfig's user may not do what a bench needs. */
export class ApiError extends BenchNotUp {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** No single answer of the API may take longer than this, in milliseconds. */
const LIMIT = 20_000;

/** Speaks with the cluster of the kubeconfig's current context, with its credentials. */
export function apiOf(kube: KubeConfig): Api {
  const http = new IsomorphicFetchHttpLibrary();
  const requestOf = async (method: HttpMethod, path: string) => {
    const server = kube.getCurrentCluster()?.server;
    if (!server) throw new Error('the kubeconfig names no cluster');
    const request = new RequestContext(`${server}${path}`, method);
    await kube.applySecurityAuthentication(request);
    return request;
  };
  const ask = async (
    method: HttpMethod,
    path: string,
    signal: AbortSignal,
    body?: unknown,
    type?: string,
  ) => {
    const request = await requestOf(method, path);
    request.setSignal(AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]));
    if (body !== undefined) {
      request.setBody(JSON.stringify(body));
      request.setHeaderParam('Content-Type', type ?? 'application/json');
    }
    const response = await http.send(request).toPromise();
    const text = await response.body.text();
    if (response.httpStatusCode >= 300) throw new ApiError(response.httpStatusCode, messageOf(text));
    return text;
  };
  return {
    get: async <T>(path: string, signal: AbortSignal) =>
      JSON.parse(await ask(HttpMethod.GET, path, signal)) as T,
    post: async <T>(path: string, body: unknown, signal: AbortSignal) =>
      JSON.parse(await ask(HttpMethod.POST, path, signal, body)) as T,
    patch: async <T>(path: string, body: unknown, signal: AbortSignal) =>
      JSON.parse(
        await ask(HttpMethod.PATCH, path, signal, body, 'application/strategic-merge-patch+json'),
      ) as T,
    remove: async (path, signal) => void (await ask(HttpMethod.DELETE, path, signal)),
    async *lines(path, signal) {
      const request = await requestOf(HttpMethod.GET, path);
      request.setSignal(signal);
      const { httpStatusCode, body } = await http.send(request).toPromise();
      if (httpStatusCode >= 300) throw new ApiError(httpStatusCode, messageOf(await body.text()));
      let rest = '';
      const decoder = new TextDecoder();
      // Nothing where the answer has no body at all.
      for await (const chunk of body.stream() ?? []) {
        const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
      }
    },
  };
}

/** The API explains itself in a Status object. */
function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text.slice(0, 300);
  } catch {
    return text.slice(0, 300);
  }
}
